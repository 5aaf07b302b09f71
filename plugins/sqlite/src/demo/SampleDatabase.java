import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the database of a taproom: breweries, their beers, customers, what was poured for them, what they say about it.
 * The same each time. Run as {@code java -cp sqlite-jdbc.jar SampleDatabase.java FILE}.
 */
public final class SampleDatabase {
    private static final int CUSTOMERS = 800;
    private static final int POURS = 50_000;
    private static final int RATINGS = 4_000;

    private static final String[] SCHEMA = {
        """
        CREATE TABLE breweries (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, country CHAR(2) NOT NULL,
            founded DATE, website TEXT)
        """,
        """
        CREATE TABLE beers (
            id INTEGER PRIMARY KEY, brewery_id INTEGER NOT NULL REFERENCES breweries, name TEXT NOT NULL,
            style TEXT NOT NULL, abv DECIMAL(4,2) NOT NULL, bitterness INTEGER, label BLOB)
        """,
        """
        CREATE TABLE customers (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, born DATE, joined_at TIMESTAMP NOT NULL,
            newsletter BOOLEAN NOT NULL)
        """,
        """
        CREATE TABLE pours (
            id INTEGER PRIMARY KEY, beer_id INTEGER NOT NULL REFERENCES beers, customer_id INTEGER REFERENCES customers,
            poured_at TIMESTAMP NOT NULL, litres DECIMAL(4,2) NOT NULL, price DECIMAL(6,2) NOT NULL,
            temperature REAL)
        """,
        "CREATE INDEX pours_by_time ON pours (poured_at, id)",
        """
        CREATE TABLE ratings (
            customer_id INTEGER NOT NULL REFERENCES customers, beer_id INTEGER NOT NULL REFERENCES beers,
            stars SMALLINT NOT NULL, comment TEXT, rated_at TIMESTAMP NOT NULL, PRIMARY KEY (customer_id, beer_id))
        """,
        """
        CREATE VIEW favourites AS
            SELECT b.id AS beer_id, b.name AS beer, count(*) AS ratings
            FROM ratings r JOIN beers b ON b.id = r.beer_id WHERE r.stars = 5 GROUP BY b.id
        """,
    };

    private static final String[][] BREWERIES = {
        {"Brauerei am Mühlbach", "Bamberg", "DE", "1654-03-11", "https://muehlbach.example"},
        {"Brasserie de l'Abbaye", "Chimay", "BE", "1862-05-01", "https://abbaye.example"},
        {"Říčanský pivovar", "Říčany", "CZ", "1899-10-30", null},
        {"Bryggeriet Ægir", "Flåm", "NO", "2007-06-15", "https://aegir.example"},
        {"山の麦酒", "長野", "JP", "1996-04-23", "https://yama.example"},
        {"Cervecería Ñandú", "Bariloche", "AR", "2011-11-11", null},
        {"O'Malley & Daughters", "Cork", "IE", "1971-03-17", "https://omalley.example"},
        {"Hop “n” Roll", "Portland", "US", null, "https://hopnroll.example"},
        {"Browar Źródło", "Łódź", "PL", "2015-02-28", null},
        {"Пивоварня Зоря", "Львів", "UA", "1998-08-24", "https://zorya.example"},
    };
    private static final String[] STYLES = {
        "Pilsner", "Kölsch", "Rauchbier", "Tripel", "Dubbel", "Saison", "Stout", "Porter", "IPA", "Witbier", "Gose",
        "Märzen"
    };
    private static final String[] ADJECTIVES = {
        "Golden", "Dark", "Hazy", "Old", "Wild", "Quiet", "Smoky", "Crisp", "Midnight", "Lazy", "Amber", "Little"
    };
    private static final String[] NOUNS = {
        "Fox", "Harbour", "Lantern", "Owl", "Meadow", "Anchor", "Bell", "Comet", "Otter", "Orchard", "Tram", "Willow"
    };
    private static final String[] FIRST_NAMES = {
        "Ada", "Björn", "Chloé", "Dušan", "Eilidh", "François", "Gül", "Håkon", "Inês", "José", "Keiko 恵子", "Łukasz",
        "Mária", "Nils", "Ólafur", "Priya", "Quinn", "Renée", "Søren", "Tomáš"
    };
    private static final String[] LAST_NAMES = {
        "O'Brien", "Müller", "García", "Nguyễn", "Kowalski", "Østergaard", "D'Angelo", "Yılmaz", "Smith-Jones", "Sato",
        "Novák", "Björk"
    };
    private static final String[] COMMENTS = {
        "Tastes like a Sunday.",
        "Too bitter for me, but my neighbour had three.",
        "\"The best in town\" – says the brewer.",
        "Zitrus, Honig, ein Hauch Rauch.",
        "🍺🍺🍺🍺🍺",
        "Flat.\nAsked for another one, which was fine.",
        "最高!",
        "C:\\cellar\\best\\of\t2026",
        "Très bien, mais 8,50 €…",
        ""
    };

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final LocalDateTime OPENED = LocalDateTime.of(2025, 1, 1, 16, 0);

    private final Random random = new Random(1516);
    private final Connection connection;

    private SampleDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Makes the file, in place of one that is there. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Files.deleteIfExists(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            new SampleDatabase(connection).fill();
            connection.commit();
        }
    }

    private void fill() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
        int beers = BREWERIES.length * 6;
        insert("breweries", 6, BREWERIES.length, id -> {
            String[] brewery = BREWERIES[id - 1];
            return new Object[] {id, brewery[0], brewery[1], brewery[2], brewery[3], brewery[4]};
        });
        insert("beers", 7, beers, this::beer);
        insert("customers", 6, CUSTOMERS, this::customer);
        insert("pours", 7, POURS, id -> pour(id, beers));
        // each customer rates beers one after another, so that no pair is there twice
        insert("ratings", 5, RATINGS, number -> rating(number - 1, beers));
    }

    private Object[] beer(int id) {
        String name = pick(ADJECTIVES) + " " + pick(NOUNS);
        byte[] label = new byte[24];
        random.nextBytes(label);
        return new Object[] {
            id,
            (id - 1) / 6 + 1,
            name,
            pick(STYLES),
            BigDecimal.valueOf(320 + random.nextInt(900), 2),
            random.nextInt(4) == 0 ? null : 5 + random.nextInt(95),
            random.nextInt(3) == 0 ? null : label
        };
    }

    private Object[] customer(int id) {
        String first = pick(FIRST_NAMES);
        return new Object[] {
            id,
            first + " " + pick(LAST_NAMES),
            random.nextInt(5) == 0 ? null : "guest" + id + "@taproom.example",
            random.nextInt(3) == 0 ? null : LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20_000)).toString(),
            TIME.format(OPENED.plusMinutes(random.nextInt(500_000))),
            random.nextInt(2)
        };
    }

    private Object[] pour(int id, int beers) {
        int half = 1 + random.nextInt(2);
        return new Object[] {
            id,
            1 + random.nextInt(beers),
            random.nextInt(6) == 0 ? null : 1 + random.nextInt(CUSTOMERS),
            // a few at a time, as it is in a taproom
            TIME.format(OPENED.plusDays(id / 100).plusMinutes(id % 100 * 4L)),
            BigDecimal.valueOf(half * 25L, 2),
            BigDecimal.valueOf(half * 240L + random.nextInt(180), 2),
            random.nextInt(10) == 0 ? null : 4 + random.nextInt(80) / 10.0
        };
    }

    private Object[] rating(int number, int beers) {
        return new Object[] {
            number % CUSTOMERS + 1,
            (number / CUSTOMERS * 7 + number % CUSTOMERS) % beers + 1,
            1 + random.nextInt(5),
            random.nextInt(3) == 0 ? null : pick(COMMENTS),
            TIME.format(OPENED.plusMinutes(random.nextInt(700_000)))
        };
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private void insert(String table, int columns, int rows, Row row) throws SQLException {
        String marks = "?, ".repeat(columns - 1) + "?";
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (int number = 1; number <= rows; number++) {
                Object[] values = row.of(number);
                for (int i = 0; i < columns; i++) {
                    // decimals are numbers in SQLite, where the driver would write their text
                    Object value = values[i] instanceof BigDecimal decimal ? decimal.doubleValue() : values[i];
                    insert.setObject(i + 1, value);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The values of a row by its number, which counts from 1. */
    private interface Row {
        Object[] of(int number);
    }
}
