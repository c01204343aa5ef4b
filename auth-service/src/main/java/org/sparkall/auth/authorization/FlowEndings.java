package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.ErrorObject;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.sparkall.auth.authorization.GrantFlow.Agreed;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.device.DeviceAuthorizations;
import org.sparkall.auth.grant.Codes;

/** Ends grant flows: with a code or an error to the integration, or with an answer to a waiting device. */
@ApplicationScoped
class FlowEndings {

    private final Codes codes;
    private final DeviceAuthorizations devices;
    private final IntegrationRedirects redirects;
    private final MeterRegistry metrics;

    FlowEndings(Codes codes, DeviceAuthorizations devices, IntegrationRedirects redirects, MeterRegistry metrics) {
        this.codes = codes;
        this.devices = devices;
        this.redirects = redirects;
        this.metrics = metrics;
    }

    /** The person agreed. */
    AuthorizationAnswer granted(Agreed flow) {
        count("granted");
        return switch (flow.request().destination()) {
            case Destination.Redirect it -> code(flow, it);
            case Destination.Device it -> device(flow);
        };
    }

    private AuthorizationAnswer code(Agreed flow, Destination.Redirect to) {
        return codes.issue(flow.code(to))
                .map(code -> redirects.success(URI.create(to.redirectUri()), to.state(), code))
                .orElse(new AuthorizationAnswer.Page(
                        400, "Already done", "This request has been answered. Go back to the integration."));
    }

    private AuthorizationAnswer device(Agreed flow) {
        boolean waiting =
                devices.approve(flow.request().id(), flow.signedIn().signIn().withoutSession(), flow.consent());
        return waiting
                ? new AuthorizationAnswer.Page(200, "Your device is connected", "You can go back to it now.")
                : new AuthorizationAnswer.Page(
                        400, "Already done", "The device's request has been answered or has expired.");
    }

    /** Nothing is granted. */
    AuthorizationAnswer refused(Requested request, ErrorObject error) {
        count(error.getCode());
        return switch (request.destination()) {
            case Destination.Redirect it -> redirects.error(it.redirectUri(), it.state(), error);
            case Destination.Device it -> {
                devices.deny(request.id());
                yield new AuthorizationAnswer.Page(
                        200, "Your device was not connected", "Nothing was granted. You can close this page.");
            }
        };
    }

    private void count(String outcome) {
        metrics.counter("sparkall.authorizations", "outcome", outcome).increment();
    }
}
