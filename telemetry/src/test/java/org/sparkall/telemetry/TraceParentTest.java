package org.sparkall.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

class TraceParentTest {

    private static final String VALUE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void whatWasSentGoesOn() {
        Span parent = Span.fromContext(new TraceParent(VALUE).in(Context.root()));
        assertThat(parent.getSpanContext().getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(TraceParent.of(parent)).contains(new TraceParent(VALUE));
    }

    @Test
    void whatIsNotInOrderIsNone() {
        assertThat(TraceParent.parse(null)).isEmpty();
        assertThat(TraceParent.parse("")).isEmpty();
        assertThat(TraceParent.parse("00-00000000000000000000000000000000-00f067aa0ba902b7-01"))
                .isEmpty();
        assertThat(TraceParent.parse(VALUE + "\r\nX-Header: 1")).isEmpty();
        assertThatThrownBy(() -> new TraceParent("no trace")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutASpanThereIsNone() {
        assertThat(TraceParent.current()).isEmpty();
    }

    @Test
    void itTravelsAsText() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.writeValueAsString(new TraceParent(VALUE))).isEqualTo("\"" + VALUE + "\"");
        assertThat(json.readValue("\"" + VALUE + "\"", TraceParent.class)).isEqualTo(new TraceParent(VALUE));
    }
}
