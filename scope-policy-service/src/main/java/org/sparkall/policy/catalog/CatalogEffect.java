package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedSet;

/**
 * What a change of the catalog does to what stands. A consent is all that one person granted one integration; one may gain, wait and lose
 * at once.
 *
 * @param standing how many consents stand
 * @param gaining how many are joined by ordinary scopes, at the next refresh of their grants
 * @param waiting how many wait for their person's word on sensitive scopes
 * @param losing how many lose a scope
 * @param lost the scopes that somebody loses
 * @param integrations how many integrations register by its name what is removed
 * @param registered what they register so
 */
public record CatalogEffect(
        @JsonProperty int standing,
        @JsonProperty int gaining,
        @JsonProperty int waiting,
        @JsonProperty int losing,
        @JsonProperty SortedSet<String> lost,
        @JsonProperty int integrations,
        @JsonProperty SortedSet<String> registered) {}
