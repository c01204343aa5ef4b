package org.sparkall.scope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An immutable set of one catalog's scopes and aggregates, kept as bits by catalog index. Questions allocate nothing.
 *
 * <p>Sets of different catalogs, even of equal content, do not mix: every operation on two of them throws
 * {@link IllegalArgumentException}.
 */
public final class ScopeSet {

    private final ScopeCatalog catalog;
    private final long[] words;

    /** Takes the words over; nobody else may hold them. */
    ScopeSet(ScopeCatalog catalog, long[] words) {
        this.catalog = catalog;
        this.words = words;
    }

    /** The catalog whose scopes this set speaks of. */
    public ScopeCatalog catalog() {
        return catalog;
    }

    /** Whether the scope or aggregate itself is in the set; an aggregate in the set says nothing of what it covers. */
    public boolean contains(ScopeName name) {
        return containsIndex(catalog.indexOf(name));
    }

    /** As {@link #contains}, by catalog index; false for an index outside the catalog, such as {@link ScopeCatalog#NO_INDEX}. */
    boolean containsIndex(int index) {
        int word = index >> 6;
        return word >= 0 && word < words.length && (words[word] & (1L << index)) != 0;
    }

    /** Whether every member of the other set is a member of this one. */
    public boolean containsAll(ScopeSet other) {
        requireSameCatalog(other);
        for (int i = 0; i < words.length; i++) {
            if ((other.words[i] & ~words[i]) != 0) return false;
        }
        return true;
    }

    /** Whether the sets share a member. */
    public boolean intersects(ScopeSet other) {
        requireSameCatalog(other);
        for (int i = 0; i < words.length; i++) {
            if ((other.words[i] & words[i]) != 0) return true;
        }
        return false;
    }

    /** The members of either set. */
    public ScopeSet union(ScopeSet other) {
        requireSameCatalog(other);
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) result[i] |= other.words[i];
        return new ScopeSet(catalog, result);
    }

    /** The members of both sets. */
    public ScopeSet intersection(ScopeSet other) {
        requireSameCatalog(other);
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) result[i] &= other.words[i];
        return new ScopeSet(catalog, result);
    }

    /** The members of this set that are not in the other. */
    public ScopeSet minus(ScopeSet other) {
        requireSameCatalog(other);
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) result[i] &= ~other.words[i];
        return new ScopeSet(catalog, result);
    }

    public boolean isEmpty() {
        for (long word : words) {
            if (word != 0) return false;
        }
        return true;
    }

    /** How many members there are, aggregates counted as one each. */
    public int size() {
        int size = 0;
        for (long word : words) size += Long.bitCount(word);
        return size;
    }

    /** The members' names in catalog order, aggregates first. */
    public List<ScopeName> names() {
        List<ScopeName> names = new ArrayList<>(size());
        for (int i = 0; i < words.length; i++) {
            for (long rest = words[i]; rest != 0; rest &= rest - 1) {
                names.add(catalog.nameAt((i << 6) + Long.numberOfTrailingZeros(rest)));
            }
        }
        return List.copyOf(names);
    }

    /** The members' names as plain texts, in the order of {@link #names}. */
    public List<String> wireNames() {
        return names().stream().map(ScopeName::value).toList();
    }

    /** The set as a scope parameter: names in catalog order, separated by one space (RFC 6749 section 3.3). */
    public String toScopeParameter() {
        return names().stream().map(ScopeName::value).collect(Collectors.joining(" "));
    }

    private void requireSameCatalog(ScopeSet other) {
        if (other.catalog != catalog) throw new IllegalArgumentException("the sets belong to different catalogs");
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof ScopeSet other && other.catalog == catalog && Arrays.equals(other.words, words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return toScopeParameter();
    }
}
