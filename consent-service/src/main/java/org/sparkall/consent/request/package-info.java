/** Requests of auth-service to put a question to a person, and the answers. */
@NullMarked
package org.sparkall.consent.request;

import org.jspecify.annotations.NullMarked;
