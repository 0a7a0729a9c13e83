//! Status words of many trackers and languages, and the category each falls into.
//!
//! Only words that mean one thing are in the table. Words of health (`On track`, `Late`) tell nothing of how far work is and give
//! no category; `Approved` and `Accepted` mean one thing of a task and another of a change, and give none either.

use super::text::fold;
use super::words::Words;
use crate::model::StatusCategory::{self, Blocked, Cancelled, Done, InProgress, OnHold, ToDo};
use std::sync::LazyLock;

static CATEGORIES: LazyLock<Words<StatusCategory>> = LazyLock::new(|| {
    Words::new(&[
        // English
        (
            ToDo,
            "to do|todo|to-do|open|new|not started|not yet started|yet to start|backlog|product backlog|sprint backlog|icebox|inbox",
        ),
        (
            ToDo,
            "selected for development|ready|ready for development|ready for dev|ready to start|planned|proposed|pending|scheduled",
        ),
        (
            ToDo,
            "queued|queue|up next|next|next up|draft|requested|submitted|unstarted|triage|later|someday|future|assigned|not begun",
        ),
        (ToDo, "planning|future task|waiting to start|no progress|created|registered"),
        (
            InProgress,
            "in progress|in-progress|inprogress|doing|started|active|ongoing|on-going|on going|underway|under way|wip|working on it",
        ),
        (
            InProgress,
            "work in progress|in work|working|in development|development|in dev|dev|coding|in review|review|code review|peer review",
        ),
        (
            InProgress,
            "under review|awaiting review|ready for review|for review|qa|in qa|testing|in test|in testing|test|uat|in uat|done pending",
        ),
        (
            InProgress,
            "ready for test|ready for testing|ready for qa|ready for uat|verification|validation|staging|ready for release|in analysis",
        ),
        (
            InProgress,
            "ready to deploy|ready for deployment|ready for production|deploying|implementing|in implementation|executing|building",
        ),
        (
            InProgress,
            "in design|designing|analysis|analysing|discovery|reopened|re-opened|in flight|commenced|begun|continuing|nearly done",
        ),
        (InProgress, "almost done|partially complete|partially done|partly done|in production testing|being worked on|current"),
        (
            Blocked,
            "blocked|block|stuck|impeded|impediment|waiting|waiting for customer|waiting for support|waiting for vendor|waiting on others",
        ),
        (
            Blocked,
            "waiting on someone else|awaiting input|awaiting vendor|awaiting customer|waiting for third party|waiting for approval",
        ),
        (OnHold, "on hold|onhold|on-hold|hold|paused|parked|deferred|postponed|suspended|frozen|shelved|stalled"),
        (
            Done,
            "done|complete|completed|closed|finished|resolved|deployed|released|shipped|delivered|live|in production|signed off|fixed",
        ),
        (Done, "implemented|verified|merged|achieved|launched|published|closed complete|done done|accomplished|ended|all done"),
        (
            Cancelled,
            "cancelled|canceled|cancel|aborted|abandoned|won't do|wont do|won't fix|wontfix|will not do|will not be done|rejected",
        ),
        (
            Cancelled,
            "declined|dropped|removed|withdrawn|obsolete|duplicate|invalid|not needed|no longer needed|no longer required|descoped",
        ),
        (
            Cancelled,
            "de-scoped|out of scope|not doing|discarded|deleted|killed|superseded|cannot reproduce|closed incomplete|closed skipped",
        ),
        (Cancelled, "scrapped|not required|void|voided|won't implement|not applicable"),
        // German
        (
            ToDo,
            "zu erledigen|offen|neu|nicht begonnen|noch nicht begonnen|nicht gestartet|geplant|ausstehend|anstehend|bereit|aufgaben",
        ),
        (ToDo, "für entwicklung ausgewählt|angefragt|angelegt"),
        (
            InProgress,
            "in arbeit|in bearbeitung|wird ausgeführt|laufend|läuft|begonnen|gestartet|aktiv|in prüfung|in überprüfung|im test|in umsetzung",
        ),
        (InProgress, "in entwicklung|review|wieder geöffnet|erneut geöffnet|in wartestellung für review"),
        (Blocked, "blockiert|gesperrt|wartet auf kunde|wartet auf kunden"),
        (OnHold, "zurückgestellt|pausiert|angehalten|wartend|wartet|verschoben|ruht|in wartestellung"),
        (Done, "fertig|erledigt|abgeschlossen|geschlossen|gelöst|beendet|fertiggestellt|umgesetzt|ausgeliefert|behoben"),
        (
            Cancelled,
            "abgebrochen|storniert|abgelehnt|verworfen|entfällt|entfallen|gestrichen|annulliert|abgesagt|wird nicht erledigt",
        ),
        (Cancelled, "wird nicht gemacht|wird nicht behoben|duplikat|hinfällig"),
        // Spanish
        (
            ToDo,
            "por hacer|tareas por hacer|pendiente|pendientes|abierto|abierta|nuevo|nueva|no iniciado|no iniciada|sin iniciar|sin empezar",
        ),
        (
            ToDo,
            "a empezar|por empezar|no comenzado|no comenzada|planificado|planificada|seleccionado para desarrollo|listo para desarrollo",
        ),
        (
            InProgress,
            "en curso|en progreso|en proceso|iniciado|iniciada|empezado|activo|activa|en revisión|en pruebas|en desarrollo|en ejecución",
        ),
        (Blocked, "bloqueado|bloqueada|esperando|esperando al cliente"),
        (OnHold, "en espera|en pausa|pausado|pausada|suspendido|suspendida|aplazado|aplazada|pospuesto|pospuesta|detenido"),
        (
            Done,
            "hecho|hecha|listo|lista|finalizado|finalizada|finalizados|terminado|terminada|completado|completada|completo|completa|cerrado",
        ),
        (Done, "cerrada|resuelto|resuelta|entregado|entregada|desplegado|acabado|acabada|acabados"),
        (
            Cancelled,
            "cancelado|cancelada|anulado|anulada|descartado|descartada|rechazado|rechazada|no se hará|abandonado|duplicado",
        ),
        // French
        (
            ToDo,
            "à faire|a faire|ouvert|ouverte|nouveau|nouvelle|non commencé|non commencée|pas commencé|non démarré|non démarrée|planifié",
        ),
        (ToDo, "planifiée|prévu|prévue|sélectionné pour développement|sélectionné pour le développement|tâches à faire"),
        (
            InProgress,
            "en cours|en cours de traitement|commencé|commencée|démarré|démarrée|actif|en revue|en test|en cours de révision",
        ),
        (InProgress, "en développement|réouvert|rouvert|en cours de revue|en recette|revue en cours"),
        (Blocked, "bloqué|bloquée|en attente du client"),
        (OnHold, "en attente|en pause|suspendu|suspendue|reporté|reportée|différé|différée|en suspens"),
        (
            Done,
            "terminé|terminée|terminés|terminé(e)|terminé(s)|fini|finie|fait|faite|fermé|fermée|clos|close|clôturé|clôturée|résolu|résolue|achevé|livré",
        ),
        (Done, "atteint|atteinte|réalisé|réalisée|erreicht|alcanzado|alcanzada|logrado|cumplido|cumplida|raggiunto|reached|met"),
        (Cancelled, "annulé|annulée|annulé(e)|abandonné|abandonnée|rejeté|rejetée|refusé|ne sera pas fait|doublon"),
        // Portuguese
        (
            ToDo,
            "a fazer|por fazer|tarefas pendentes|itens pendentes|pendente|aberto|aberta|novo|nova|não iniciado|não iniciada|planejado|planejada|planeado",
        ),
        (
            InProgress,
            "em andamento|em progresso|em curso|em execução|iniciado|ativo|em revisão|em teste|em testes|em desenvolvimento|fazendo|em análise",
        ),
        (InProgress, "itens em andamento"),
        (Blocked, "impedido|aguardando|aguardando cliente"),
        (OnHold, "em espera|suspenso|adiado|adiada|pausada|em pausa"),
        (
            Done,
            "concluído|concluída|concluídos|concluido|itens concluídos|feito|feita|pronto|finalizado|fechado|fechada|resolvido|resolvida|entregue",
        ),
        (Cancelled, "rejeitado|rejeitada|não será feito|abandonado|descartado"),
        // Polish
        (
            ToDo,
            "do zrobienia|do wykonania|nowy|nowe|nowa|otwarte|otwarty|otwarta|nierozpoczęte|nie rozpoczęto|nierozpoczęty|zaplanowane",
        ),
        (
            InProgress,
            "w toku|w trakcie|w realizacji|rozpoczęte|rozpoczęty|aktywne|w trakcie realizacji|w przeglądzie|w testach|testowanie",
        ),
        (Blocked, "zablokowane|zablokowany|zablokowana"),
        (OnHold, "wstrzymane|wstrzymany|odroczone|odłożone|zawieszone|oczekuje|oczekujące"),
        (
            Done,
            "gotowe|zrobione|ukończone|ukończony|zakończone|zakończony|zakończono|zamknięte|zamknięty|rozwiązane|wykonane|wykonano",
        ),
        (Cancelled, "anulowane|anulowany|anulowano|odrzucone|odrzucony|porzucone|zaniechane"),
        // Russian
        (
            ToDo,
            "к выполнению|сделать|открыт|открыта|открыто|новый|новая|новое|не начато|не начата|не начат|запланировано|запланирована",
        ),
        (ToDo, "в очереди|бэклог|готово к работе|надо сделать|назначена|назначен"),
        (
            InProgress,
            "в работе|в процессе|выполняется|начато|начата|активна|на проверке|на ревью|тестирование|в тестировании|в разработке",
        ),
        (InProgress, "разработка|открыт заново|переоткрыт|переоткрыта|на тестировании"),
        (Blocked, "заблокировано|заблокирована|заблокирован|ожидает|ожидание"),
        (OnHold, "отложено|отложена|отложен|приостановлено|приостановлена|на паузе"),
        (
            Done,
            "готово|выполнено|выполнен|выполнена|завершено|завершен|завершена|завершён|закрыт|закрыта|закрыто|решен|решено|решена|решён|сделано",
        ),
        (Cancelled, "отменено|отменен|отменён|отменена|отклонено|отклонен|отклонена|отклонён|не будет сделано|дубликат"),
        // Dutch, Italian, Scandinavian, Vietnamese
        (ToDo, "te doen|nog te doen|nieuw|niet gestart|niet begonnen|gepland|openstaand|da fare|nuovo|non iniziato|pianificato"),
        (ToDo, "att göra|ny|ej påbörjad|ikke startet|ikke påbegynt|å gjøre|chưa bắt đầu|cần làm|chưa thực hiện"),
        (
            InProgress,
            "in behandeling|mee bezig|bezig|in uitvoering|lopend|in corso|in lavorazione|pågår|pågående|i gang|igangværende|under arbeid",
        ),
        (InProgress, "đang làm|đang thực hiện|đang tiến hành"),
        (Blocked, "geblokkeerd|bloccato|blockerad|blokeret|blokkert|bị chặn"),
        (OnHold, "in de wacht|uitgesteld|gepauzeerd|in attesa|sospeso|tạm dừng|pausad|satt på vent"),
        (
            Done,
            "gereed|klaar|voltooid|afgerond|afgesloten|gesloten|opgelost|fatto|completato|chiuso|finito|risolto|concluso|klar|færdig|ferdig",
        ),
        (Done, "lukket|stängd|avslutad|hoàn thành|đã hoàn thành|xong|đã xong"),
        (
            Cancelled,
            "geannuleerd|afgewezen|vervallen|annullato|rifiutato|abbandonato|annullerad|annulleret|avbruten|avbrutt|kansellert|đã hủy",
        ),
        // Chinese, Japanese, Korean, Turkish, Czech
        (
            ToDo,
            "待办|待辦|待处理|待處理|未开始|未開始|新建|打开|未着手|作業前|할 일|해야 할 일|시작 전|대기|yapılacaklar|yapılacak|başlamadı|nezahájeno|k vyřízení",
        ),
        (
            InProgress,
            "进行中|進行中|处理中|處理中|正在进行|评审中|测试中|作業中|対応中|レビュー中|진행 중|진행중|검토 중|devam ediyor|devam eden|probíhá|rozpracováno",
        ),
        (Blocked, "阻塞|受阻|ブロック中|차단됨|engellendi"),
        (OnHold, "搁置|擱置|暂停|暫停|挂起|保留|保留中|보류|보류 중|beklemede|pozastaveno"),
        (
            Done,
            "完成|已完成|已关闭|已關閉|已解决|已解決|完了|対応済み|解決済み|완료|완료됨|종료|해결됨|tamamlandı|bitti|kapandı|hotovo|dokončeno|uzavřeno",
        ),
        (Cancelled, "已取消|取消|已拒绝|已拒絕|中止|キャンセル|취소|취소됨|iptal|iptal edildi|zrušeno"),
        // Marks that stand alone
        (Done, "✅|✔|✓|☑"),
        (InProgress, "⏳|🚧|🏗|🔄"),
        (Blocked, "⛔|🛑|🚫"),
    ])
});

/// The category of a status word, also of a status-category column; `None` where the word is unknown. Emoji, numbering and
/// percent prefixes are stripped. Cancelled is never done.
pub fn category(word: &str) -> Option<StatusCategory> {
    if word.len() > 120 {
        return None;
    }
    let folded = fold(word);
    if let Some(found) = CATEGORIES.get_folded(&folded) {
        return Some(found);
    }
    let bare = strip(&folded);
    // `Issue Resolved`, `Task completed`: the noun says what the row is.
    let told = ["issue ", "task ", "ticket "].iter().find_map(|noun| bare.strip_prefix(noun)).unwrap_or(bare);
    if let Some(found) = CATEGORIES.get_folded(bare).or_else(|| CATEGORIES.get_folded(told)) {
        return Some(found);
    }
    if let Some(fraction) = percent_in(&folded) {
        return Some(if fraction >= 1.0 {
            Done
        } else if fraction <= 0.0 {
            ToDo
        } else {
            InProgress
        });
    }
    in_parts(bare)
}

/// A word behind its numbering and emoji: `3-complete` → `complete`, `🔥 in progress` → `in progress`.
fn strip(folded: &str) -> &str {
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
    let unnumbered = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    if unnumbered.len() == bare.len() || unnumbered.starts_with(|c: char| c.is_alphanumeric() || c == '%') {
        return bare;
    }
    unnumbered.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// `Closed - cancelled`, `In Progress / Dev`: the first part tells, unless a part says cancelled. A closed first part with an unknown
/// remark behind it tells nothing.
fn in_parts(folded: &str) -> Option<StatusCategory> {
    let parts = || folded.split([' ', '-', '/', '(', ')', ':', ',', '|', ';', '>']).map(str::trim).filter(|p| !p.is_empty());
    if parts().any(|p| CATEGORIES.get_folded(p) == Some(Cancelled)) && parts().count() <= 5 {
        return Some(Cancelled);
    }
    let (first, rest) = folded.split_once([':', '/', '(', '|', ';', ',', '>']).or_else(|| folded.split_once(" - "))?;
    let found = CATEGORIES.get_folded(first.trim())?;
    let rest = rest.trim().trim_end_matches(')');
    match CATEGORIES.get_folded(rest) {
        Some(other) if other == found => Some(found),
        Some(_) => None,
        None => (!found.is_closed()).then_some(found),
    }
}

/// The percentage a status word carries as a fraction: `25% Complete`.
pub fn percent_in(word: &str) -> Option<f64> {
    let (head, tail) = word.split_once('%')?;
    let digits = head.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    let value: f64 = digits.replace(',', ".").parse().ok()?;
    let tail = fold(tail);
    let told = tail.is_empty()
        || ["complete", "completed", "done", "fertig", "abgeschlossen", "terminé", "completado", "concluído", "finished"]
            .contains(&tail.as_str());
    (told && (0.0..=100.0).contains(&value)).then_some(value / 100.0)
}

static YES_NO: LazyLock<Words<bool>> = LazyLock::new(|| {
    Words::new(&[
        (
            true,
            "yes|y|true|t|1|x|✓|✔|☑|✅|☒|checked|v|on|ja|j|sí|si|s|oui|o|sim|tak|да|wahr|vrai|verdadero|verdadeiro|waar|prawda",
        ),
        (true, "истина|vero|是|はい|có|ticked|selected|1.0"),
        (
            false,
            "no|n|false|f|0|☐|□|✗|✘|❌|unchecked|off|nein|non|não|nao|nie|нет|nee|nej|nei|falsch|faux|falso|onwaar|fałsz|ложь|否|không",
        ),
        (false, "0.0|unticked"),
    ])
});

/// Yes/no, true/false, a tick box.
pub fn yes_no(word: &str) -> Option<bool> {
    if word.len() > 24 {
        return None;
    }
    YES_NO.get(word)
}

static LOG: LazyLock<Words<bool>> = LazyLock::new(|| {
    Words::new(&[
        (
            true,
            "raised|identified|escalated|monitoring|monitored|monitor|being managed|managed|mitigating|mitigation in progress|live|treat",
        ),
        (
            true,
            "under investigation|investigating|awaiting decision|decision required|to be decided|under mitigation|increasing|decreasing|static",
        ),
        (
            true,
            "accepted|tolerated|tolerate|watch|emerging|offen|ouvert|abierto|aberto|outstanding|unresolved|ungelöst|non résolu|sin resolver",
        ),
        (true, "open - on track|late|overdue|on track|at risk|off track|delayed"),
        (
            false,
            "retired|expired|no longer relevant|mitigated|decided|approved|agreed|taken|made|entschieden|beschlossen|genehmigt|décidé",
        ),
        (
            false,
            "approuvé|aprobado|aprovado|decidido|zatwierdzone|утверждено|inactive|historic|archived|transferred|converted to issue",
        ),
    ])
});

/// Whether an assumption still is one: what was confirmed or refuted is over. Elsewhere the same words say other things, a confirmed
/// defect is an open one.
static ASSUMED: LazyLock<Words<bool>> = LazyLock::new(|| {
    Words::new(&[
        (
            false,
            "validated|confirmed|valid|proven|proved|verified|true|holds|bestätigt|validiert|verifiziert|geprüft|zutreffend|confirmé",
        ),
        (
            false,
            "confirmée|validé|validée|vérifié|vérifiée|avérée|confirmado|confirmada|validado|validada|verificado|verificada|bevestigd",
        ),
        (
            false,
            "gevalideerd|geverifieerd|potwierdzone|potwierdzona|zweryfikowane|confermato|confermata|validato|validata|potvrzeno",
        ),
        (
            false,
            "ověřeno|potvrđeno|подтверждено|bekræftet|bekreftet|bekräftad|vahvistettu|đã xác nhận|doğrulandı|確認済み|已确认",
        ),
        (
            false,
            "invalidated|invalid|disproved|disproven|refuted|false|incorrect|not valid|no longer valid|widerlegt|ungültig|nicht zutreffend",
        ),
        (
            false,
            "infirmé|infirmée|invalidé|invalidée|refutado|refutada|descartado|descartada|weerlegd|obalone|smentita|vyvráceno",
        ),
        (
            true,
            "unvalidated|not validated|not yet validated|unconfirmed|not confirmed|not yet confirmed|unverified|not verified|untested",
        ),
        (
            true,
            "to be validated|to be confirmed|to be verified|needs validation|under validation|being validated|unbestätigt|zu bestätigen",
        ),
        (true, "zu prüfen|nicht bestätigt|à confirmer|à valider|à vérifier|non confirmée|non validée|por confirmar|por validar"),
        (true, "sin confirmar|sin validar|a confirmar|a validar|te bevestigen|niet bevestigd|do potwierdzenia|da confermare"),
    ])
});

/// Whether an assumption of that status still is one.
pub fn assumed(word: &str) -> Option<bool> {
    if word.len() > 120 {
        return None;
    }
    let folded = fold(word);
    ASSUMED.get_folded(&folded).or_else(|| ASSUMED.get_folded(strip(&folded))).or_else(|| open(word))
}

/// Whether a log item of that status still counts: `Open`, `Closed`, `Active`, `1-Not started`. `None` where the word is unknown.
pub fn open(word: &str) -> Option<bool> {
    if word.len() > 120 {
        return None;
    }
    let folded = fold(word);
    LOG.get_folded(&folded)
        .or_else(|| LOG.get_folded(strip(&folded)))
        .or_else(|| category(word).map(|c| !c.is_closed()))
        // What is late or at risk is not over.
        .or_else(|| super::rag::standing(word).map(|_| true))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_of_every_language_fall_into_their_category() {
        let cases = [
            ("To Do", ToDo),
            ("Selected for Development", ToDo),
            ("待办", ToDo),
            ("进行中", InProgress),
            ("完成", Done),
            ("해야 할 일", ToDo),
            ("진행 중", InProgress),
            ("완료", Done),
            ("未着手", ToDo),
            ("完了", Done),
            ("Devam Ediyor", InProgress),
            ("Hotovo", Done),
            ("Por hacer", ToDo),
            ("A faire", ToDo),
            ("À faire", ToDo),
            ("Do zrobienia", ToDo),
            ("Itens Pendentes", ToDo),
            ("Tarefas pendentes", ToDo),
            ("Zu erledigen", ToDo),
            ("К выполнению", ToDo),
            ("Not started", ToDo),
            ("In Progress", InProgress),
            ("In Bearbeitung", InProgress),
            ("En cours", InProgress),
            ("En curso", InProgress),
            ("В работе", InProgress),
            ("W toku", InProgress),
            ("Em andamento", InProgress),
            ("Done", Done),
            ("Fertig", Done),
            ("Itens concluídos", Done),
            ("Concluído", Done),
            ("Deployed", Done),
            ("Closed", Done),
            ("Terminé(e)", Done),
            ("Готово", Done),
            ("Gotowe", Done),
            ("Gereed", Done),
            ("On Hold", OnHold),
            ("HOLD", OnHold),
            ("Blocked", Blocked),
            ("Stuck", Blocked),
            ("✅", Done),
            ("Complete ✅", Done),
            ("🔥 In progress", InProgress),
            ("1-Not started", ToDo),
            ("3-Complete", Done),
            ("2. In progress", InProgress),
        ];
        for (word, expected) in cases {
            assert_eq!(category(word), Some(expected), "{word}");
        }
    }

    #[test]
    fn cancelled_is_never_done() {
        for word in [
            "Cancelled",
            "Canceled",
            "Aborted",
            "Won't do",
            "Won’t Do",
            "Abgebrochen",
            "Annulé",
            "Cancelado",
            "Anulowane",
            "Отменено",
            "Closed - Cancelled",
            "Done (cancelled)",
            "Closed / Rejected",
            "❌ Cancelled",
        ] {
            assert_eq!(category(word), Some(Cancelled), "{word}");
        }
    }

    #[test]
    fn a_percentage_in_the_word_counts() {
        assert_eq!((category("25% Complete"), percent_in("25% Complete")), (Some(InProgress), Some(0.25)));
        assert_eq!(category("100% Complete"), Some(Done));
        assert_eq!(category("0%"), Some(ToDo));
        assert_eq!(percent_in("Complete"), None);
        assert_eq!(percent_in("25% of budget"), None);
    }

    #[test]
    fn words_that_do_not_tell_give_nothing() {
        for word in [
            "Outline Complete",
            "On track",
            "Late",
            "Approved",
            "Closed - awaiting PIR",
            "",
            "Ask the teacher",
            "Incomplete",
            "Not done",
        ] {
            assert_eq!(category(word), None, "{word}");
        }
        assert_eq!(category("In Progress - with vendor"), Some(InProgress));
    }

    #[test]
    fn yes_and_no_of_tick_boxes_are_read() {
        for word in ["Yes", "TRUE", "x", "✓", "Ja", "Да", "v", "sí"] {
            assert_eq!(yes_no(word), Some(true), "{word}");
        }
        for word in ["No", "FALSE", "nein", "☐", "0", "Нет"] {
            assert_eq!(yes_no(word), Some(false), "{word}");
        }
        assert_eq!(yes_no("perhaps"), None);
    }

    #[test]
    fn log_items_are_open_or_closed_by_their_word() {
        for (word, expected) in [
            ("Open", true),
            ("Active", true),
            ("Escalated", true),
            ("Planned", true),
            ("1-Not started", true),
            ("Accepted", true),
            ("Closed", false),
            ("Mitigated", false),
            ("Cancelled", false),
            ("3-Complete", false),
            ("Approved", false),
            ("Geschlossen", false),
        ] {
            assert_eq!(open(word), Some(expected), "{word}");
        }
        assert_eq!(open("see minutes"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[0-9%. \\-/()a-zA-Z]{0,30}") {
            let _ = (category(&text), percent_in(&text), yes_no(&text), open(&text));
        }
    }
}
