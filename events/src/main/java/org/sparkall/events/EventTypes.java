package org.sparkall.events;

/** The types of events (CloudEvents attribute {@code type}). */
public final class EventTypes {

    public static final String CATALOG_PUBLISHED = "catalog.published";
    public static final String INTEGRATION_REGISTERED = "integration.registered";
    public static final String INTEGRATION_UPDATED = "integration.updated";
    public static final String INTEGRATION_DISABLED = "integration.disabled";
    public static final String INTEGRATION_DELETED = "integration.deleted";
    public static final String CONSENT_GRANTED = "consent.granted";
    public static final String CONSENT_DECLINED = "consent.declined";
    public static final String CONSENT_NARROWED = "consent.narrowed";
    public static final String CONSENT_WITHDRAWN = "consent.withdrawn";
    public static final String CONSENT_EXPIRED = "consent.expired";
    public static final String ORGANIZATION_RULE_CHANGED = "organization.rule_changed";
    public static final String GRANT_OPENED = "grant.opened";
    public static final String GRANT_CHANGED = "grant.changed";
    public static final String GRANT_REFRESHED = "grant.refreshed";
    public static final String GRANT_ENDED = "grant.ended";
    public static final String TOKEN_NARROWED = "token.narrowed";
    public static final String TOKEN_REUSE_DETECTED = "token.reuse_detected";

    public static final String FULL_ACCESS_GRANTED = "notification.full_access_granted";
    public static final String APPROVAL_NEEDED = "notification.approval_needed";
    public static final String APPROVAL_DECIDED = "notification.approval_decided";
    public static final String CONSENT_EXPIRING = "notification.consent_expiring";

    public static final String AUDIT_RECORDED = "audit.recorded";

    private EventTypes() {}
}
