package import PaidanCore
package import PaidanEngine

extension SQLiteStore {
    package func put(_ file: FileRow) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO file (person, digest, kind, size, uploaded_at, principal, ticket)
                VALUES ((SELECT no FROM person WHERE id = ?), ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE
                SET uploaded_at = excluded.uploaded_at, principal = excluded.principal, ticket = excluded.ticket
                WHERE attached_at IS NULL
                """,
                [
                    .id(file.person), .blob(file.digest.bytes), .text(file.kind.rawValue), .int(file.size),
                    .time(file.uploadedAt), .text(file.principal), .int(try number(of: file.ticket)),
                ])
        }
    }

    package func markAttached(_ files: [FileDigest], of person: PersonID, at now: Instant) throws {
        try writing { connection in
            for digest in files {
                try connection.run(
                    """
                    UPDATE file SET attached_at = ?
                    WHERE person = (SELECT no FROM person WHERE id = ?) AND digest = ? AND attached_at IS NULL
                    """, [.time(now), .id(person), .blob(digest.bytes)])
            }
        }
    }

    package func forgetFiles(waitingSince moment: Instant) throws {
        try writing { connection in
            try connection.run(
                "DELETE FROM file WHERE attached_at IS NULL AND uploaded_at < ?", [.time(moment)])
        }
    }
}
