package io.pptpdmonitor.snmp.agentx;

import java.nio.ByteBuffer;

/** A whole PDU as it came; the payload is valid until the next one is asked for, and in the PDU's byte order. */
record Pdu(Header header, ByteBuffer payload) {}
