package org.sparkall.auth.consent;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * consent-service's pages, as browsers know them. Pages of this service name the address before they know which page it will be, and
 * browsers are sent nowhere else.
 */
@Startup
@ApplicationScoped
public class ConsentPages {

    private static final Logger LOG = Logger.getLogger(ConsentPages.class);

    private final URI address;

    /**
     * @throws IllegalStateException when the setting is no address of the web
     */
    ConsentPages(ConsentSettings settings) {
        this.address = settings.publicUrl();
        boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!isWeb || address.getHost() == null) {
            throw new IllegalStateException("SPARKALL_CONSENT_PUBLIC_URL must be an http or https address");
        }
    }

    /** Where they are. */
    public URI address() {
        return address;
    }

    /** The page that consent-service named, if it is one of these. */
    ConsentAnswer pending(@Nullable String page) {
        URI named = URI.create(String.valueOf(page));
        if (isSameOrigin(named)) return new ConsentAnswer.Pending(named);
        LOG.errorf("consent-service asks people at another address than SPARKALL_CONSENT_PUBLIC_URL (%s)", address);
        return new ConsentAnswer.Unavailable();
    }

    private boolean isSameOrigin(URI page) {
        return address.getScheme().equals(page.getScheme())
                && address.getRawAuthority().equals(page.getRawAuthority());
    }
}
