package org.sparkall.consent.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Words in the database, once for all who were shown them. */
@ApplicationScoped
public class Wordings {

    private final Clock clock = Clock.systemUTC();

    /** Keeps the words, and returns what names them. */
    public String keep(Handle tx, Wording wording) {
        String hash = wording.hash();
        tx.createUpdate("INSERT INTO consent_wording (hash, language, text_version, html, first_shown_at)"
                        + " VALUES (:hash, :language, :version, :html, :now) ON CONFLICT DO NOTHING")
                .bind("hash", hash)
                .bind("language", wording.language())
                .bind("version", wording.textVersion())
                .bind("html", wording.html())
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        return hash;
    }

    /** The words with this name. */
    public Optional<Wording> find(Handle handle, String hash) {
        return handle.createQuery("SELECT language, text_version, html FROM consent_wording WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, context) ->
                        new Wording(row.getString("language"), row.getString("text_version"), row.getString("html")))
                .findOne();
    }
}
