package org.sparkall.acceptance.quarkus;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.sparkall.client.quarkus.RequiresScope;

/** What the platform's own library guards: by its rules, and where it says so by the person's word of this moment. */
@Path("/guarded")
@RequiresScope("spark:messages_read")
public class GuardedResource {

    @GET
    @NonBlocking
    public String local() {
        return "local";
    }

    @GET
    @Path("/live")
    @RunOnVirtualThread
    @RequiresScope(value = "spark:messages_read", live = true)
    public String live() {
        return "live";
    }

    @GET
    @Path("/people")
    @RunOnVirtualThread
    @RequiresScope("spark:people_read")
    public String people() {
        return "people";
    }

    @GET
    @Path("/directory")
    @RunOnVirtualThread
    @RequiresScope({"spark:people_read", "spark-admin:people_read"})
    public String directory() {
        return "directory";
    }

    @GET
    @Path("/calls")
    @NonBlocking
    @RequiresScope("calling")
    public String calls() {
        return "calls";
    }

    @GET
    @Path("/administration")
    @NonBlocking
    @RequiresScope({"spark:messages_read", "spark-admin:people_read"})
    public String administration() {
        return "administration";
    }
}
