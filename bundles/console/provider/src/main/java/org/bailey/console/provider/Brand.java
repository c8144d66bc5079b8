package org.bailey.console.provider;

import org.apache.felix.webconsole.spi.BrandingPlugin;
import org.osgi.service.component.annotations.Component;

/** Name, mark and style sheet on every page of the console. */
@Component
public final class Brand implements BrandingPlugin {
    private static final String MARK = "/overview/res/mark.svg";

    @Override
    public String getBrandName() {
        return "Bailey";
    }

    @Override
    public String getProductName() {
        return "Bailey";
    }

    @Override
    public String getProductURL() {
        return "/";
    }

    @Override
    public String getProductImage() {
        return MARK;
    }

    @Override
    public String getVendorName() {
        return "Bailey";
    }

    @Override
    public String getVendorURL() {
        return "/";
    }

    @Override
    public String getVendorImage() {
        return MARK;
    }

    @Override
    public String getFavIcon() {
        return MARK;
    }

    @Override
    public String getMainStyleSheet() {
        return "/overview/res/console.css";
    }
}
