package io.pptpdmonitor.wtmp;

/**
 * What a wtmp file was like.
 *
 * @param recordSize octets of a record, 384 or 400
 * @param records all that were read, those of other lines than ppp included
 * @param skipped records that made no sense, and holes, among them
 * @param truncated whether octets followed that are no whole record; they are ignored
 */
public record WtmpSummary(int recordSize, long records, long skipped, boolean truncated) {}
