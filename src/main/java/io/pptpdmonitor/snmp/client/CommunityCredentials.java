package io.pptpdmonitor.snmp.client;

/** A community of SNMPv2c. */
public record CommunityCredentials(String community) implements Credentials {

    public CommunityCredentials {
        if (community.isEmpty()) {
            throw new IllegalArgumentException("a community's name is not empty");
        }
    }

    @Override
    public String toString() {
        return "v2c";
    }
}
