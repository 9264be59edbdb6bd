/** {@code drover plan}: a cluster, from a file or from the cloud as it is now, and what would be moved in it. */
package io.drover.cluster;
