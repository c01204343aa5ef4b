package org.sparkall.consent.history;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.history.VerificationReport.SealView;

/** Where auditors have the record checked. */
@Path("/v1/consent-record/verification")
@RolesAllowed("consent-auditor")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class VerificationResource {

    private static final String SEAL = "[1-9][0-9]{0,17}:[0-9a-f]{64}";

    private final RecordVerification verification;

    VerificationResource(RecordVerification verification) {
        this.verification = verification;
    }

    /**
     * Looks through the whole record; this takes about a second for each 100,000 entries.
     *
     * @param known a seal that was written down elsewhere: its number, a colon and its hash
     */
    @GET
    public VerificationReport verify(
            @QueryParam("known_seal")
                    @Pattern(regexp = SEAL, message = "must be a number, a colon and a hash")
                    @Nullable
                    String known) {
        return verification.verify(Optional.ofNullable(known).map(VerificationResource::seal));
    }

    private static SealView seal(String known) {
        int colon = known.indexOf(':');
        return new SealView(Long.parseLong(known.substring(0, colon)), known.substring(colon + 1));
    }
}
