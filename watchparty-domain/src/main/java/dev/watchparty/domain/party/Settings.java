package dev.watchparty.domain.party;

/** What the host chose for a party. */
public record Settings(
        Title title,
        Visibility visibility,
        Capacity capacity,
        Protection protection,
        HistoryPolicy history,
        WaitingPolicy waiting,
        Policy policy) {

    /** Settings in which everybody reads the talk, nobody is waited for, and host and co-hosts control. */
    public static Settings of(Title title, Visibility visibility, Capacity capacity, Protection protection) {
        return new Settings(
                title,
                visibility,
                capacity,
                protection,
                HistoryPolicy.EVERYONE,
                WaitingPolicy.OFF,
                Policy.Preset.CO_HOSTS.policy());
    }

    public boolean hasPassword() {
        return protection instanceof Protection.ByPassword;
    }

    public Settings withProtection(Protection changed) {
        return new Settings(title, visibility, capacity, changed, history, waiting, policy);
    }

    public Settings withPolicy(Policy changed) {
        return new Settings(title, visibility, capacity, protection, history, waiting, changed);
    }
}
