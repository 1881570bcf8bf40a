package dev.watchparty.domain.party;

/** What the host chose for a party. */
public record Settings(Title title, Visibility visibility, Capacity capacity, Protection protection) {

    public boolean hasPassword() {
        return protection instanceof Protection.ByPassword;
    }
}
