/// Who tries a command: all people at once, whose rights are those of each, and each program by itself.
struct ProofActors<K: TicketKind> {
    private let actors: [[Actor]]

    init(_ table: Table<K.Verb, K.Phase>, _ departments: [Department]) {
        actors = K.Verb.allCases.map { verb in
            let people = table[verb].roles.filter(\.isPerson)
            let programs = table[verb].roles.filter { !$0.isPerson }
            return ([people].filter { !$0.isEmpty } + programs.map { [$0] }).map {
                Actor("proof", $0, departments: departments)
            }
        }
    }

    subscript(verb: K.Verb) -> [Actor] { actors[verb.rawValue] }
}
