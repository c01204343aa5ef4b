package org.sparkall.auth.consent;

import io.quarkus.oidc.client.OidcClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Asks consent-service for a person's word, and fetches it: what the browser says of it is never believed. */
@ApplicationScoped
public class ConsentDesk {

    private static final Logger LOG = Logger.getLogger(ConsentDesk.class);

    private final ConsentServiceClient service;
    private final ConsentPages pages;

    ConsentDesk(@RestClient ConsentServiceClient service, ConsentPages pages) {
        this.service = service;
        this.pages = pages;
    }

    /** Puts a request to the person, unless a standing consent answers it. */
    public ConsentAnswer ask(ConsentInquiry inquiry) {
        return answering(() -> {
            ConsentReply reply = service.ask(inquiry);
            return switch (reply.status()) {
                case "granted" -> granted(reply, inquiry);
                case "pending" -> pages.pending(reply.consentUri());
                default -> new ConsentAnswer.Unavailable();
            };
        });
    }

    /** The page that shows what a person would be asked and takes no answer; anything but pending when there is none. */
    public ConsentAnswer preview(ConsentInquiry inquiry) {
        return answering(() -> pages.pending(service.preview(inquiry).consentUri()));
    }

    /**
     * Fetches what a person answered.
     *
     * @param id the consent request as the browser named it
     * @param inquiry what was asked; an answer to anything else is no answer
     */
    public ConsentAnswer outcome(String id, ConsentInquiry inquiry) {
        return answering(() -> {
            ConsentReply reply = service.outcome(UUID.fromString(id));
            if (!isAbout(reply, inquiry)) return new ConsentAnswer.Unanswered();
            return switch (reply.status()) {
                case "granted" -> granted(reply, inquiry);
                case "declined" -> new ConsentAnswer.Declined();
                default -> new ConsentAnswer.Unanswered();
            };
        });
    }

    private static boolean isAbout(ConsentReply reply, ConsentInquiry inquiry) {
        return inquiry.reference().equals(reply.reference())
                && inquiry.person().equals(reply.person())
                && inquiry.clientId().equals(reply.clientId());
    }

    /**
     * Takes nothing that was not asked for, but for what the person granted before when the request does not exclude that. What the
     * integration registers bounds both when tokens are made (rule R6).
     */
    private static ConsentAnswer granted(ConsentReply reply, ConsentInquiry inquiry) {
        Set<String> asked = new HashSet<>(inquiry.scopes());
        asked.addAll(inquiry.approvable());
        boolean asAsked = !Boolean.FALSE.equals(inquiry.includeGranted())
                || asked.containsAll(Objects.requireNonNull(reply.scopes()));
        return asAsked ? new ConsentAnswer.Granted(reply.consent()) : new ConsentAnswer.Unanswered();
    }

    private static ConsentAnswer answering(Supplier<ConsentAnswer> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            return new ConsentAnswer.Unanswered();
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            if (status == Response.Status.NOT_FOUND.getStatusCode()) return new ConsentAnswer.Unanswered();
            LOG.errorf("consent-service answered %d", status);
            return new ConsentAnswer.Unavailable();
        } catch (ProcessingException | FaultToleranceException | OidcClientException e) {
            LOG.warnf("consent-service cannot be reached: %s", e.getMessage());
            return new ConsentAnswer.Unavailable();
        }
    }
}
