package org.sparkall.admin.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsWhatIsInThem() {
        assertThat(Table.of("", "ID", "NAME", "X")
                        .row("1", "a long name", "y")
                        .row("22", "", "z")
                        .note("More."))
                .hasToString("""
                        ID  NAME         X
                        1   a long name  y
                        22               z
                        More.
                        """);
    }

    @Test
    void nothingIsSaidInWords() {
        assertThat(Table.of("There is none.", "ID")).hasToString("There is none.\n");
    }

    @Test
    void whatOthersWroteCannotDriveTheTerminal() {
        assertThat(Table.of("", "NAME")
                        .row("\u001b]0;owned\u0007\u001b[2Jred\r\nnew \u202eline")
                        .toString())
                .isEqualTo("NAME\n�]0;owned��[2Jred��new �line\n");
    }

    @Test
    void anObjectIsARowForEachMember() throws Exception {
        assertThat(Table.details(new ObjectMapper().readTree("""
                {"client_id": "i1", "scopes": ["a", "b"], "jwks": {"keys": []}, "nothing": null, "dpop": false}
                """))).hasToString("""
                        client id  i1
                        scopes     a b
                        jwks       {"keys":[]}
                        nothing
                        dpop       false
                        """);
    }
}
