package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Looks over an XML changelog without a document type, entities or anything outside the file.
final class XmlScan {
  private final ChangelogScan scan;

  XmlScan(ChangelogScan scan) {
    this.scan = scan;
  }

  void run(byte[] content) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
      try {
        read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw scan.refused(
          ErrorCode.CHANGE_FILE,
          line,
          "is no well-formed XML: " + reason(e),
          "Close every element that is opened, and write & and < in text as &amp; and &lt;.");
    }
  }

  private void read(XMLStreamReader reader) throws XMLStreamException {
    Deque<String> open = new ArrayDeque<>();
    int line = 1;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw scan.refused(
            ErrorCode.CHANGE_FILE,
            line,
            "declares a document type or uses an entity, which is refused because it can read"
                + " other files",
            "Remove the DOCTYPE and write the text itself.");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        start(reader, open.isEmpty() ? "" : open.peek(), line);
        open.push(reader.getLocalName());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open.pop();
        scan.leave();
      }
      // The end of what came before is the beginning of what comes next.
      line = reader.getLocation().getLineNumber();
    }
  }

  private void start(XMLStreamReader reader, String parent, int line) {
    scan.enter(line);
    String name = reader.getLocalName();
    scan.name(name, parent, line);
    for (int index = 0; index < reader.getAttributeCount(); index++) {
      scan.name(reader.getAttributeLocalName(index), name, line);
    }
    if (name.equals("changeSet")) {
      scan.changeset(
          reader.getAttributeValue(null, "id"), reader.getAttributeValue(null, "author"), line);
    }
  }

  private static String reason(XMLStreamException e) {
    String message = e.getMessage() == null ? "unknown reason" : e.getMessage();
    int at = message.indexOf("Message: ");
    String said = (at < 0 ? message : message.substring(at + 9)).replaceAll("\\s+", " ").strip();
    return said.endsWith("within the same entity.")
        ? "the file ends before all of its elements are closed"
        : said;
  }
}
