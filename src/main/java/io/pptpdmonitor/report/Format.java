package io.pptpdmonitor.report;

/** How a {@link View} is written. */
public enum Format {
    /** For people and terminals. */
    TABLE,
    /** One document of schema {@value JsonReport#SCHEMA}. */
    JSON,
    /** RFC 4180, the names of JSON in the first record. */
    CSV,
    /** The server's figures for LibreNMS, whatever the view. */
    LIBRENMS
}
