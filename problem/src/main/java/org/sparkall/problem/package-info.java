/** Every error of an HTTP API as problem+json (RFC 9457): the right status, a clear title, never a trace. */
@NullMarked
package org.sparkall.problem;

import org.jspecify.annotations.NullMarked;
