/** One trace per grant, through browsers, services and events (W3C Trace Context, OpenTelemetry); how requests are measured. */
@NullMarked
package org.sparkall.telemetry;

import org.jspecify.annotations.NullMarked;
