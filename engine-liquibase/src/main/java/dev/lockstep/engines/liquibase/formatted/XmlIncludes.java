package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.formatted.Includes.Include;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads an XML changelog that includes files and does nothing else.
final class XmlIncludes {
  private static final String NAMESPACE = "http://www.liquibase.org/xml/ns/dbchangelog";
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  /// Names the schemas that Liquibase 4.33 brings along.
  private static final Pattern SCHEMA =
      Pattern.compile(
          "\\s*http://www\\.liquibase\\.org/xml/ns/dbchangelog\\s+https?://www\\.liquibase\\.org/xml"
              + "/ns/dbchangelog/dbchangelog-(?:latest|3\\.\\d|3\\.10|4\\.[12]?\\d|4\\.3[0-3])\\.xsd\\s*");

  private XmlIncludes() {}

  static List<Include> read(String text) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new NotOurs("no well-formed XML");
    }
  }

  private static List<Include> read(XMLStreamReader reader) throws XMLStreamException {
    String encoding = reader.getCharacterEncodingScheme();
    if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
      throw new NotOurs("another encoding");
    }
    List<Include> includes = new ArrayList<>();
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (depth == 0) {
            root(reader);
          } else {
            includes.add(include(reader, depth));
          }
          depth++;
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.COMMENT,
            XMLStreamConstants.SPACE,
            XMLStreamConstants.END_DOCUMENT -> {}
        case XMLStreamConstants.CHARACTERS -> {
          if (!reader.isWhiteSpace()) {
            throw new NotOurs("text between includes");
          }
        }
        default -> throw new NotOurs("more than elements");
      }
    }
    return includes;
  }

  private static void root(XMLStreamReader reader) {
    boolean common =
        reader.getLocalName().equals("databaseChangeLog")
            && NAMESPACE.equals(reader.getNamespaceURI())
            && reader.getAttributeCount() == 1
            && SCHEMA
                .matcher(String.valueOf(reader.getAttributeValue(INSTANCE, "schemaLocation")))
                .matches();
    if (!common) {
      throw new NotOurs("an uncommon root element");
    }
  }

  private static Include include(XMLStreamReader reader, int depth) {
    boolean all = reader.getLocalName().equals("includeAll");
    String path = reader.getAttributeValue(null, all ? "path" : "file");
    String relative = reader.getAttributeValue(null, "relativeToChangelogFile");
    boolean common =
        (all || reader.getLocalName().equals("include"))
            && depth == 1
            && NAMESPACE.equals(reader.getNamespaceURI())
            && path != null
            && (relative == null || relative.equals("true") || relative.equals("false"))
            && reader.getAttributeCount() == (relative == null ? 1 : 2);
    if (!common || path == null) {
      throw new NotOurs("more than includes");
    }
    return new Include(path, all, "true".equals(relative));
  }
}
