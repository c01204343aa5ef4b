package org.sparkall.auth.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sparkall.scope.ScopeCatalog;

/**
 * What was made of a catalog, until there is another one: of millions of grants few differ in their scopes.
 *
 * @param <K> by what it differs
 * @param <V> what was made
 */
public final class CatalogMemory<K, V> {

    private static final int MOST = 200;

    private volatile @Nullable Of<K, V> newest;

    private record Of<K, V>(ScopeCatalog catalog, Cache<K, V> made) {}

    /** What is made of this catalog and key, now or before. */
    public V get(ScopeCatalog catalog, K key, Function<K, V> make) {
        Of<K, V> present = newest;
        if (present == null || present.catalog != catalog) {
            present = new Of<>(catalog, Caffeine.newBuilder().maximumSize(MOST).build());
            newest = present;
        }
        return present.made.get(key, make);
    }
}
