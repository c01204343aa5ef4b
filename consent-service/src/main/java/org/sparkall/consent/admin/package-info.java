/** The administrators' pages: the integrations that people of their organisation use, and what the organisation says of them. */
@NullMarked
package org.sparkall.consent.admin;

import org.jspecify.annotations.NullMarked;
