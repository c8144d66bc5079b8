package org.bailey.system.config;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads {@code OSGI-INF/metatype/*.xml} (OSGi Compendium R8 section 105.8). */
public final class MetatypeFile {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private MetatypeFile() {}

    /** @throws IOException also when the file is not what it should be */
    public static List<ObjectClass> read(InputStream xml) throws IOException {
        Element root;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(NO_DOCTYPE, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            root = builder.parse(xml).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e);
        }
        Map<String, Element> classes = new HashMap<>();
        for (Element ocd : children(root, "OCD")) {
            classes.put(ocd.getAttribute("id"), ocd);
        }
        List<ObjectClass> found = new ArrayList<>();
        for (Element designate : children(root, "Designate")) {
            for (Element object : children(designate, "Object")) {
                Element ocd = classes.get(object.getAttribute("ocdref"));
                if (ocd != null) {
                    found.add(objectClass(designate, ocd));
                }
            }
        }
        return found;
    }

    private static ObjectClass objectClass(Element designate, Element ocd) {
        String factoryPid = designate.getAttribute("factoryPid");
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (Element ad : children(ocd, "AD")) {
            attributes.put(ad.getAttribute("id"), attribute(ad));
        }
        return new ObjectClass(
                factoryPid.isEmpty() ? designate.getAttribute("pid") : factoryPid,
                !factoryPid.isEmpty(),
                ocd.getAttribute("name"),
                ocd.getAttribute("description"),
                attributes);
    }

    private static Attribute attribute(Element ad) {
        String cardinality = ad.getAttribute("cardinality");
        Map<String, String> options = new LinkedHashMap<>();
        for (Element option : children(ad, "Option")) {
            options.put(option.getAttribute("value"), option.getAttribute("label"));
        }
        return new Attribute(
                ad.getAttribute("id"),
                ad.getAttribute("name"),
                ad.getAttribute("description"),
                ScalarType.named(ad.getAttribute("type")),
                cardinality.isEmpty() ? 0 : Integer.parseInt(cardinality),
                !ad.getAttribute("required").equals("false"),
                number(ad.getAttribute("min")),
                number(ad.getAttribute("max")),
                ad.hasAttribute("default") ? list(ad.getAttribute("default")) : List.of(),
                options);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.isEmpty() ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Comma separates, backslash escapes (section 105.8.3). An empty text is no value. */
    static List<String> list(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',') {
                values.add(value.toString().strip());
                value.setLength(0);
            } else if (c == '\\' && i + 1 < text.length()) {
                value.append(text.charAt(++i));
            } else {
                value.append(c);
            }
        }
        if (!values.isEmpty() || !value.isEmpty()) {
            values.add(value.toString().strip());
        }
        return values;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element && name.equals(node.getNodeName())) {
                found.add((Element) node);
            }
        }
        return found;
    }
}
