package io.drover.openstack;

/** The services that Drover speaks to. */
public enum Service {
    KEYSTONE("identity"),
    NOVA("compute"),
    PLACEMENT("placement"),
    GNOCCHI("metric"),
    /** Aetos: Prometheus behind Keystone. */
    AETOS("metric-storage");

    private final String catalogType;

    Service(String catalogType) {
        this.catalogType = catalogType;
    }

    /** Its type in Keystone's catalog; also its name in a microversion header. */
    public String catalogType() {
        return catalogType;
    }

    /** For people. */
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
