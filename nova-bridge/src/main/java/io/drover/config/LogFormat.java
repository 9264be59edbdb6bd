package io.drover.config;

/** How an entry of a service's log is laid out. */
public enum LogFormat {
    /** As systemd's journal takes it, elsewhere with a time in front: one line, for people. */
    JOURNAL,
    /** As oslo.log's default, which collectors of OpenStack's logs read. */
    OSLO,
    /** One object a line, with the keys of oslo.log's JSONFormatter. */
    JSON
}
