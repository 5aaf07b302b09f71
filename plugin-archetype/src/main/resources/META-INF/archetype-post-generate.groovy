// Refuses what would only fail later, at packaging or in the compiler. Maven heeds a validationRegex only when it asks
// for values, and has no check of its own in batch mode.

import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import javax.lang.model.SourceVersion

// The host's own names, and names that are no folders on Windows.
def reserved = ['host', 'taphouse', 'aux', 'con', 'nul', 'prn'] + (1..9).collectMany { ['com' + it, 'lpt' + it] }

def problem(request, reserved) {
    def id = request.artifactId
    if (!(id ==~ /[a-z][a-z0-9]*([-_][a-z0-9]+)*/)) {
        return "artifactId '$id' is the connector's id and becomes a folder: use lower case letters and digits, parts" +
                " separated by '-' or '_', such as -DartifactId=my-crm"
    }
    if (id in reserved) {
        return "artifactId '$id' is reserved: use another, such as -DartifactId=my-$id"
    }
    if (!SourceVersion.isName(request.getPackage())) {
        return "package '${request.getPackage()}' is not a name in Java: give one, such as -Dpackage=com.example.mycrm"
    }
    def name = request.properties.getProperty('name')
    if (!SourceVersion.isIdentifier(name)) {
        return "name '$name' cannot begin the name of a class: give one, such as -Dname=MyCrm"
    }
    return null
}

// Only a folder that this very run made: whatever is older is the user's.
def deleteIfNew(Path folder) {
    def start = ManagementFactory.runtimeMXBean.startTime
    def all = Files.walk(folder).withCloseable { it.toList() }
    if (all.every { Files.getLastModifiedTime(it, LinkOption.NOFOLLOW_LINKS).toMillis() >= start }) {
        all.reverse().each { Files.delete(it) }
    }
}

def found = problem(request, reserved)
if (found != null) {
    deleteIfNew(Path.of(request.outputDirectory, request.artifactId))
    throw new IllegalArgumentException(found.toString())
}
