package org.sparkall.auth.grant;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultProducer;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads the one row that the second of two statements gives. Both go to the database together; still each sees what was committed before it
 * began, so that a question behind a lock knows what was changed by those who held it before.
 *
 * @param <T> what the row says
 */
public record SecondAnswer<T>(RowMapper<T> mapper) implements ResultProducer<T> {

    @Override
    public T produce(Supplier<PreparedStatement> statement, StatementContext context) throws SQLException {
        try (context;
                PreparedStatement both = statement.get()) {
            both.getMoreResults();
            try (ResultSet rows = both.getResultSet()) {
                rows.next();
                return mapper.map(rows, context);
            }
        }
    }
}
