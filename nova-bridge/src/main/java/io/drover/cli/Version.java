package io.drover.cli;

import io.drover.config.DroverVersion;
import picocli.CommandLine.IVersionProvider;

/** {@code drover 1.2.3}. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"drover " + DroverVersion.number()};
    }
}
