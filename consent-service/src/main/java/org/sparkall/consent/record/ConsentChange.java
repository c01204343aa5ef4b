package org.sparkall.consent.record;

import org.jdbi.v3.core.Handle;
import org.sparkall.consent.history.Actor;

/**
 * A consent is changing. It is fired inside the transaction that changes it, so that what follows from it is written with it.
 *
 * @param tx the transaction
 * @param before what was; for a new consent one that holds nothing
 * @param eventType what happened, as its event's type says
 */
public record ConsentChange(Handle tx, Consent before, Consent after, String eventType, Actor actor) {}
