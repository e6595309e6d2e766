package io.pptpdmonitor.report;

import io.pptpdmonitor.model.CommonClient;

/** What to say of an address that most sessions share. */
public final class CommonClientText {

    private CommonClientText() {}

    /** One sentence, without a full stop. */
    public static String of(CommonClient common) {
        return common.percent() + " % of " + common.total() + " sessions come from " + common.address()
                + "; if that is no single client, something in front of the server (NAT, a proxy) hides the others:"
                + " do not ban it, and name it with --trusted-proxy";
    }
}
