/** One trace per grant, through browsers, services and events (W3C Trace Context, OpenTelemetry). */
@NullMarked
package org.sparkall.tracing;

import org.jspecify.annotations.NullMarked;
