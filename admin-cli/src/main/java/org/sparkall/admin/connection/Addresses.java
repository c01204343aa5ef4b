package org.sparkall.admin.connection;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the parts of the suite are: as told, or as the local suite says when nothing at all was told. Both are never mixed, so that what is meant
 * for one suite is never sent to another.
 */
public final class Addresses {

    private final ConnectionOptions options;
    private final Optional<LocalSuite> local;

    Addresses(ConnectionOptions options, Optional<LocalSuite> local) {
        this.options = options;
        this.local = isTold(options) ? Optional.empty() : local;
    }

    /** The addresses of this call. */
    public static Addresses of(ConnectionOptions options) {
        return new Addresses(options, LocalSuite.running());
    }

    private static boolean isTold(ConnectionOptions options) {
        return Arrays.stream(Part.values()).anyMatch(it -> options.address(it).isPresent());
    }

    /** The id of the client that the local suite has for this, which is its secret, too; empty for any other suite. */
    public Optional<String> localClient() {
        return local.map(it -> LocalSuite.CLIENT);
    }

    /** Whether a part's address is known. */
    public boolean knows(Part part) {
        return local.isPresent() || options.address(part).isPresent();
    }

    /**
     * The address of a part, without a slash at its end.
     *
     * @throws AdminException nobody said it, or it is none that tokens may be sent to
     */
    public URI of(Part part) {
        URI address = options.address(part)
                .or(() -> local.map(it -> it.address(part)))
                .orElseThrow(() -> AdminException.usage("Where is " + part.title() + "? Say it with " + part.option()
                        + " or " + part.variable() + ", or start a local suite with ./sparkall up -d."));
        return checked(part, URI.create(address.toString().replaceFirst("/+$", "")));
    }

    private URI checked(Part part, URI address) {
        boolean isHttp = "http".equals(address.getScheme());
        if (address.getHost() == null || !(isHttp || "https".equals(address.getScheme()))) {
            throw AdminException.usage(
                    part.option() + " must be an address such as https://host.example, not '" + address + "'.");
        }
        if (isHttp && !isThisMachine(address) && !options.allowHttp()) {
            throw AdminException.usage("Tokens are not sent to " + address
                    + " without TLS: use https, or say --allow-http if the network between is yours.");
        }
        return address;
    }

    private static boolean isThisMachine(URI address) {
        String host = address.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
