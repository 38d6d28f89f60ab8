import CertificateModel
import ScreenKit

/// A page of the wizard with fields: each is answered, and Enter goes through them to the next page.
protocol FormPage: WizardPage {
    /// What stands on it, with its fields.
    func describe(_ body: inout Body, _ context: Context)
    /// How many columns stay free to the right of the fields.
    func sideColumns(_ columns: Int) -> Int
    /// Draws what stands there.
    func drawSide(on screen: inout Screen, _ area: Rectangle, _ context: Context)
    /// What the key says that goes on from the last field.
    var nextLabel: String { get }
    /// What the page waits for, in a sentence; nil where it does not.
    var waiting: String? { get }
    /// Opens the next page; every answer of this one is accepted.
    mutating func openNext(_ context: inout Context)
}

extension FormPage {
    var nextLabel: String { "Next screen" }
    var waiting: String? { nil }
    func sideColumns(_ columns: Int) -> Int { 0 }
    func drawSide(on screen: inout Screen, _ area: Rectangle, _ context: Context) {}

    func fields(_ context: Context) -> [FieldName] { FieldName.fields(of: Self.step, context.ignition.form.authority) }

    /// The field that has the keyboard.
    func focused(_ context: Context) -> FieldName {
        let fields = fields(context)
        return context.ignition.focus[Self.step].flatMap { fields.contains($0) ? $0 : nil } ?? fields[0]
    }

    func bindings(_ context: Context) -> [Binding<Self>] { formBindings(context) }

    /// The keys of every form.
    func formBindings(_ context: Context) -> [Binding<Self>] {
        let fields = fields(context)
        let isLast = focused(context) == fields.last
        var bindings: [Binding<Self>] = [
            .init(.enter, isLast ? nextLabel : "Next field") { $0.moveFocus(by: 1, &$1) }
        ]
        if fields.count > 1 {
            bindings += [
                .init([.up, .backTab, .control("p")], "") { $0.moveFocus(by: -1, &$1) },
                .init([.down, .tab], "") { page, context in
                    // Only Enter and ^N go on to another page.
                    if !isLast { page.moveFocus(by: 1, &context) }
                },
            ]
        }
        let isNextNamed = fields.count > 1 && !isLast
        let next = Binding<Self>(.control("n"), isNextNamed ? nextLabel : "") { $0.goOn(&$1) }
        if isNextNamed { bindings.append(next) }
        if focused(context).isChoice {
            bindings += [
                .init([" ", .right], focused(context).isPort ? "Choose" : "Change") { $0.change(by: 1, &$1) },
                .init(.left, "") { $0.change(by: -1, &$1) },
            ]
        }
        return bindings + (isNextNamed ? [] : [next]) + [.init(.escape, "Back") { $0.goBack(&$1) }]
            + ending(context, isTyping: !focused(context).isChoice)
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        let focused = focused(context)
        if !focused.isChoice, context.ignition.form[focused].handle(key) { context.notice = nil }
    }

    /// Picks another answer, or opens the page on which it is given.
    func change(by distance: Int, _ context: inout Context) {
        let focused = focused(context)
        if focused.isPort { return context.open(PortsPage(for: focused, context)) }
        switch focused {
        case .wholeNaming: context.open(NamingPage())
        case .role: context.ignition.form.role = context.ignition.form.role == .primary ? .application : .primary
        case .authority:
            let all = Form.Authority.allCases
            let index = all.firstIndex(of: context.ignition.form.authority) ?? 0
            context.ignition.form.authority = all[(index + distance + all.count) % all.count]
        default: break
        }
    }

    private mutating func moveFocus(by distance: Int, _ context: inout Context) {
        let focused = focused(context)
        if distance > 0, refusal(of: focused, ifEmpty: false, context) != nil {
            context.notice = notTaken
            return
        }
        let fields = fields(context)
        let target = (fields.firstIndex(of: focused) ?? 0) + distance
        if target >= fields.count { return goOn(&context) }
        context.ignition.focus[Self.step] = fields[max(target, 0)]
    }

    /// Opens the next page, unless an answer of this one is refused; then the keyboard goes to that answer.
    mutating func goOn(_ context: inout Context) {
        if let refusal = context.ignition.refusal(on: Self.step) {
            context.ignition.focus[Self.step] = refusal.field
            context.notice = notTaken
        } else {
            openNext(&context)
        }
    }

    /// Goes back to the page below. From the first page this leaves changes behind, and so asks first where there are some.
    private func goBack(_ context: inout Context) {
        guard context.ignition.losesChanges, WizardStep.path(context.ignition).first == Self.step else {
            return context.close()
        }
        context.open(Question.dropChanges { (_: inout Self, context) in context.close() })
    }

    private var notTaken: String { "This answer is refused:" }

    // MARK: - The picture

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let message = message(context)
        let sideColumns = sideColumns(area.columns)
        var body = Body(columns: area.columns - sideColumns, glyphs: context.glyphs)
        describe(&body, context)
        let height = area.rows - 1 - message.count
        // A blank line under the title where there is room for it.
        let top = area.row + (body.lines.count < height ? 1 : 0)
        let viewport = screen.put(
            lines: body.lines, focus: focus(of: body, height: height, context),
            in: Rectangle(row: top, column: 0, columns: area.columns, rows: height - (top - area.row)))
        if sideColumns > 0 {
            drawSide(
                on: &screen,
                Rectangle(row: top, column: area.columns - sideColumns, columns: sideColumns, rows: height - 1), context
            )
        }
        screen.put(rows: message, at: area.endRow - message.count, width: area.columns)
        if let cursor = body.cursor {
            screen.cursor = Position(row: top + cursor.row - viewport.first, column: cursor.column)
        }
    }

    /// With the focus on the last field, the lines under it come into view as well: no other key scrolls to them.
    private func focus(of body: Body, height: Int, _ context: Context) -> Range<Int> {
        guard focused(context) == fields(context).last else { return body.focus }
        let first = body.focus.lowerBound
        return first..<max(min(first + height, body.lines.count), body.focus.upperBound)
    }

    /// The message under the form: why the focused answer is refused, or the result of the last action.
    private func message(_ context: Context) -> [[Span]] {
        let (ignition, focused) = (context.ignition, focused(context))
        // An empty field is refused only when the operator wants to go on.
        if let refusal = refusal(of: focused, ifEmpty: context.notice != nil, context) {
            return Self.wrapped(refusal.problem, context.notice == nil ? .warning : .error, context)
                + Self.wrapped("hint: \(refusal.hint)", .normal, context)
        }
        return (waiting ?? context.notice ?? ignition.form.remark(on: focused)).map {
            Self.wrapped($0, .warning, context)
        } ?? []
    }

    /// Why the answer of a field is refused: by itself, or beside the others of the page.
    private func refusal(of field: FieldName, ifEmpty: Bool, _ context: Context) -> Refusal? {
        if let refusal = context.ignition.form.refusal(of: field) { return refusal }
        guard let refusal = context.ignition.refusal(on: Self.step), refusal.field == field else { return nil }
        return context.ignition.form[field].isEmpty && !ifEmpty ? nil : refusal.refusal
    }
}

extension Body {
    /// A field of the wizard.
    mutating func field(_ name: FieldName, of page: some FormPage, _ context: Context) {
        field(name.label, context.ignition.form[name], isFocused: page.focused(context) == name)
    }
}
