package io.pptpdmonitor.snmp.client;

/** Who asks. Its secrets are told to nobody, {@code toString} included. */
public sealed interface Credentials permits CommunityCredentials, UserCredentials {}
