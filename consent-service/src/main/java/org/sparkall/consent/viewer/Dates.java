package org.sparkall.consent.viewer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.sparkall.pages.PageLanguage;

/** Times as people of a language write them. Nobody knows their time zone: days are those of UTC, and minutes say so. */
public final class Dates {

    private final DateTimeFormatter days;
    private final DateTimeFormatter minutes;

    public Dates(PageLanguage language) {
        this.days = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .withZone(ZoneOffset.UTC);
        this.minutes = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language.locale())
                .withZone(ZoneOffset.UTC);
    }

    public String day(Instant time) {
        return days.format(time);
    }

    public String minute(Instant time) {
        return minutes.format(time) + " UTC";
    }
}
