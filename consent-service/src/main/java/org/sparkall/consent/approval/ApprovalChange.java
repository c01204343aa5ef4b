package org.sparkall.consent.approval;

import org.jdbi.v3.core.Handle;

/** A request to administrators was made or decided. It is fired inside the transaction that does so. */
public record ApprovalChange(Handle tx, ApprovalRequest request, ApprovalRequest.State state) {}
