package org.sparkall.admin.catalog;

import picocli.CommandLine.Command;

/** {@code catalog}: looks at the scope catalog, its history, and changes it. */
@Command(
        name = "catalog",
        description = "The scope catalog; changing it needs the realm role catalog-operator.",
        subcommands = {
            ShowCatalog.class,
            CatalogHistory.Versions.class,
            CatalogHistory.Diff.class,
            CatalogPublication.Propose.class,
            CatalogPublication.Publish.class
        })
public final class CatalogCommands {

    static final String ROLE = "catalog-operator";
    static final String VERSIONS = "/v1/catalog/versions";

    CatalogCommands() {}
}
