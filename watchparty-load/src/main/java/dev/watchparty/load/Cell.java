package dev.watchparty.load;

/** So many parties of so many members each, the host included. */
record Cell(int parties, int members) {

    Cell {
        if (parties < 1 || members < 1) {
            throw new IllegalArgumentException("a cell has at least one party of one member");
        }
    }

    /**
     * Reads {@code PARTIESxMEMBERS}.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    static Cell parse(String text) {
        if (!text.matches("[0-9]{1,6}x[0-9]{1,6}")) {
            throw new IllegalArgumentException("a cell is PARTIESxMEMBERS such as 10x100, not " + text);
        }
        int times = text.indexOf('x');
        return new Cell(Integer.parseInt(text.substring(0, times)), Integer.parseInt(text.substring(times + 1)));
    }

    int connections() {
        return Math.multiplyExact(parties, members);
    }

    @Override
    public String toString() {
        return parties + " x " + members;
    }
}
