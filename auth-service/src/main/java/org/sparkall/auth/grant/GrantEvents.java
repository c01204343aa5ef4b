package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.GrantStore.EndedGrant;
import org.sparkall.events.EventTypes;
import org.sparkall.events.GrantEvent;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;

/** Tells the suite what became of a grant. */
@ApplicationScoped
class GrantEvents {

    private final Outbox outbox;

    GrantEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void opened(Handle tx, Grant grant) {
        appendUse(tx, EventTypes.GRANT_OPENED, grant);
    }

    /** The integration asked for more or less, or signed the person in anew, and the grant is this now. */
    void changed(Handle tx, Grant grant) {
        appendUse(tx, EventTypes.GRANT_CHANGED, grant);
    }

    void refreshed(Handle tx, Grant grant) {
        appendUse(tx, EventTypes.GRANT_REFRESHED, grant);
    }

    /** One for {@link #refreshed(Handle, String, Consumer, List)}. */
    Outbox.Entry ofRefresh(Grant grant) {
        return outbox.entry(event(EventTypes.GRANT_REFRESHED, grant, null));
    }

    /** As {@link #refreshed(Handle, Grant)}, of those of many that are made, and with them: {@link Outbox#changeAndAppend}. */
    Set<Outbox.Entry> refreshed(
            Handle handle, String changes, Consumer<SqlStatement<?>> parameters, List<Outbox.Entry> events) {
        return outbox.changeAndAppend(handle, changes, parameters, events);
    }

    void ended(Handle tx, Grant grant, String reason) {
        append(tx, EventTypes.GRANT_ENDED, grant, reason);
    }

    /** Tells again of grants that ended. */
    void endedAgain(Handle tx, List<EndedGrant> grants) {
        outbox.appendAll(
                tx,
                grants.stream()
                        .map(it -> event(EventTypes.GRANT_ENDED, it.grant(), it.reason()))
                        .toList());
    }

    /** Ends a grant that this service knows only by what it once told of it. */
    void endedUnknown(Handle tx, GrantEvent told, String reason) {
        GrantEvent event = new GrantEvent(
                told.grantId(),
                told.consentId(),
                told.person(),
                told.clientId(),
                told.scopes(),
                told.catalogVersion(),
                reason);
        outbox.append(tx, new OutgoingEvent(Topic.GRANTS, told.grantId(), EventTypes.GRANT_ENDED, event));
    }

    void reuseDetected(Handle tx, Grant grant, String reason) {
        append(tx, EventTypes.TOKEN_REUSE_DETECTED, grant, reason);
    }

    /** A token with this much of the grant was made out of another of its tokens. */
    void narrowed(Handle tx, Grant grant, List<String> scopes) {
        append(tx, EventTypes.TOKEN_NARROWED, grant.narrowedTo(scopes, scopes), null);
    }

    /** That a grant is in use changes nothing for anybody: it can wait for company. */
    private void appendUse(Handle tx, String type, Grant grant) {
        outbox.appendUnhurried(tx, event(type, grant, null));
    }

    private void append(Handle tx, String type, Grant grant, @Nullable String reason) {
        outbox.append(tx, event(type, grant, reason));
    }

    private static OutgoingEvent event(String type, Grant grant, @Nullable String reason) {
        GrantEvent event = new GrantEvent(
                grant.id().toString(),
                grant.consentId().toString(),
                grant.person(),
                grant.clientId(),
                grant.scopes(),
                grant.catalogVersion(),
                reason);
        return new OutgoingEvent(Topic.GRANTS, grant.id().toString(), type, event);
    }
}
