package io.pptpdmonitor.engines;

/**
 * What an engine has of a service.
 *
 * @param state 0 to 3; -1 while it was not checked
 * @param text its first line
 * @param perfData its items, with blanks between them
 */
record Told(int state, String text, String perfData) {

    static final Told NOTHING = new Told(-1, "", "");

    boolean fits(Row row) {
        return state == row.state() && Row.fits(row.text(), text) && Row.fits(row.perfData(), perfData);
    }
}
