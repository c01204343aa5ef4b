package org.sparkall.auth.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.device.DeviceAuthorizations;
import org.sparkall.auth.device.DeviceRequest;
import org.sparkall.auth.device.UserCode;
import org.sparkall.auth.device.WrongUserCodes;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.telemetry.TraceParent;

/** Finds what a device asks for by the code that a person typed, and begins its grant flow (RFC 8628 section 3.3). */
@ApplicationScoped
class DeviceFlows {

    private final DeviceAuthorizations authorizations;
    private final WrongUserCodes wrongCodes;
    private final IntegrationRegistry registry;
    private final FlowAddresses addresses;
    private final AuthorizationSettings settings;
    private final Clock clock = Clock.systemUTC();

    DeviceFlows(
            DeviceAuthorizations authorizations,
            WrongUserCodes wrongCodes,
            IntegrationRegistry registry,
            FlowAddresses addresses,
            AuthorizationSettings settings) {
        this.authorizations = authorizations;
        this.wrongCodes = wrongCodes;
        this.registry = registry;
        this.addresses = addresses;
        this.settings = settings;
    }

    /** What came of a typed code. */
    sealed interface Lookup {

        /** A device of this integration waits for it. */
        record Found(DeviceRequest request, Integration integration, UserCode code) implements Lookup {}

        /** No device does. */
        record NotFound() implements Lookup {}

        /** The person tried too many. */
        record TooMany() implements Lookup {}
    }

    /** Looks up a code; a wrong one counts against the person. */
    Lookup find(String person, String typed) {
        if (!wrongCodes.mayTry(person)) return new Lookup.TooMany();
        Optional<Lookup> found = UserCode.typed(typed)
                .flatMap(code -> authorizations
                        .pending(code)
                        .flatMap(request -> registry.byClientId(request.clientId())
                                .filter(Integration::isEnabled)
                                .map(integration -> new Lookup.Found(request, integration, code))));
        if (found.isPresent()) return found.get();
        wrongCodes.add(person);
        return new Lookup.NotFound();
    }

    /** Where the person, who has said that the device is theirs, goes on to answer. */
    URI begin(DeviceRequest request, String person) {
        Instant now = clock.instant();
        return addresses.resume(new Requested(
                request.flowId(),
                request.clientId(),
                new Destination.Device(person),
                request.scopes(),
                request.resources(),
                null,
                null,
                SignInDemand.none(now),
                null,
                TraceParent.current().orElse(null),
                now.plus(settings.flowLifetime())));
    }

    /** The person does not know the device. */
    void refuse(DeviceRequest request) {
        authorizations.deny(request.flowId());
    }
}
