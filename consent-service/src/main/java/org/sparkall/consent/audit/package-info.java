/** Keeps who did what to which integration, scope, consent and key, and tells those who may ask. */
@NullMarked
package org.sparkall.consent.audit;

import org.jspecify.annotations.NullMarked;
