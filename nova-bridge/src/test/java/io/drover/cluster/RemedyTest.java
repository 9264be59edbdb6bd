package io.drover.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemedyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is locked | is locked; what helps: openstack server unlock",
                "is excluded by tag x | is excluded by tag x; what helps: --include-excluded",
                "dirties memory at 200.0 MB/s | dirties memory at 200.0 MB/s; what helps: [drain] on_stall ="
                        + " force_complete, or a quieter hour",
                "a member of its anti-affinity group g is on pm2 | a member of its anti-affinity group g is on pm2;"
                        + " what helps: another host, or to take it out of the group",
                "its migration failed once | its migration failed once"
            })
    void whatHelpsIsToldWhereItIsKnown(String reason, String told) {
        assertThat(Remedy.with(reason)).isEqualTo(told);
    }
}
