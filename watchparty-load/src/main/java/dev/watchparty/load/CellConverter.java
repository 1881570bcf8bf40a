package dev.watchparty.load;

import picocli.CommandLine.ITypeConverter;

/** Reads cells from the command line. */
final class CellConverter implements ITypeConverter<Cell> {

    @Override
    public Cell convert(String text) {
        return Cell.parse(text);
    }
}
