package org.sparkall.admin;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.admin.connection.Addresses;
import org.sparkall.admin.connection.ConnectionOptions;
import org.sparkall.admin.connection.Http;
import org.sparkall.admin.connection.ServiceClient;
import org.sparkall.admin.output.Output;
import org.sparkall.admin.signin.Caller;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has at hand: the services, the caller and the operator's terminal. */
@Command
public abstract class AdminCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    private @Nullable Caller caller;
    private @Nullable ServiceClient services;

    /**
     * Does it.
     *
     * @return the exit code
     */
    protected abstract int run();

    @Override
    public final Integer call() {
        return run();
    }

    /** The suite's services. */
    protected final ServiceClient services() {
        if (services == null) caller();
        return java.util.Objects.requireNonNull(services);
    }

    /** As whom they are asked. */
    protected final Caller caller() {
        Caller known = caller;
        if (known != null) return known;
        ConnectionOptions options = SparkAdmin.of(spec()).connection;
        Addresses addresses = Addresses.of(options);
        Http http = new Http(options);
        caller = known = new Caller(options, addresses, http);
        services = new ServiceClient(addresses, http, known);
        return known;
    }

    /** Where results go. */
    protected final Output output() {
        return new Output(spec().commandLine().getOut(), SparkAdmin.of(spec()).json);
    }

    /** Where everything else goes that the operator is told. */
    protected final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private CommandSpec spec() {
        return java.util.Objects.requireNonNull(spec, "picocli sets it");
    }
}
