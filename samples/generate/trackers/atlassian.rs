//! Jira in seven languages, as HTML and from Plans; Confluence tables.

use super::super::table::{DOS, UNIX, csv};
use super::{Files, records, words_file};

const EN: &str = "Summary|Issue key|Issue id|Issue Type|Status|Project key|Project name|Project type|Project lead|Project lead id|Project description|Priority|Resolution|Assignee|Assignee Id|Reporter|Reporter Id|Creator|Creator Id|Created|Updated|Last Viewed|Resolved|Fix versions|Fix versions|Components|Due date|Votes|Labels|Labels|Labels|Description|Environment|Watchers|Watchers|Watchers Id|Watchers Id|Log Work|Log Work|Original estimate|Remaining Estimate|Time Spent|Work Ratio|Σ Original Estimate|Σ Remaining Estimate|Σ Time Spent|Security Level|Inward issue link (Blocks)|Inward issue link (Blocks)|Inward issue link (Cloners)|Outward issue link (Blocks)|Outward issue link (Blocks)|Outward issue link (Relates)|Attachment|Attachment|Custom field (Approvals)|Custom field (Start date)|Custom field (Start date)|Custom field (Story Points)|Custom field (Story point estimate)|Custom field (Rank)|Custom field (development)|Custom field ([CHART] Date of First Response)|Sprint|Sprint|Sprint|Satisfaction rating|Parent|Parent key|Parent summary|Status Category|Status Category Changed|Comment|Comment";

const EN_ROWS: &str = r#"
Summary=Card payments¦Issue key=PAY-1¦Issue id=10101¦Issue Type=Epic¦Status=In Progress¦Project key=PAY¦Project name=Payments¦Project type=software¦Priority=High¦Assignee=Rosa Lindt¦Assignee Id=712020:1aa0c7de-0001-4f00-8000-000000000001¦Created=22/Dec/25 2:38 PM¦Updated=27/Feb/26 9:01 AM¦Custom field (Rank)=0|i0001:¦Status Category=In Progress¦Status Category Changed=05/Jan/26 9:00 AM
Summary=Payment form¦Issue key=PAY-2¦Issue id=10102¦Issue Type=Story¦Status=Done¦Project key=PAY¦Project name=Payments¦Priority=Medium¦Assignee=Rosa Lindt¦Assignee Id=712020:1aa0c7de-0001-4f00-8000-000000000001¦Created=22/Dec/25 2:40 PM¦Updated=15/Jan/26 5:31 PM¦Fix versions=1.0¦Due date=16/Jan/26 12:00 AM¦Original estimate=144000¦Remaining Estimate=0¦Time Spent=151200¦Work Ratio=105%¦Σ Original Estimate=144000¦Σ Time Spent=151200¦Log Work=;14/Jan/26 4:47 PM;ug:3b02e453-1c1a-4d3e-9a5b-0a0b0c0d0e0f;72000¦Log Work=;15/Jan/26 4:47 PM;ug:3b02e453-1c1a-4d3e-9a5b-0a0b0c0d0e0f;79200¦Outward issue link (Blocks)=PAY-3¦Custom field (Start date)=05/Jan/26 12:00 AM¦Custom field (Story Points)=5.0¦Sprint=PAY Sprint 1¦Sprint=PAY Sprint 2¦Parent=10101¦Parent key=PAY-1¦Parent summary=Card payments¦Status Category=Done¦Status Category Changed=15/Jan/26 5:31 PM¦Custom field (development)={}
Summary=3-D Secure redirect¦Issue key=PAY-3¦Issue id=10103¦Issue Type=Story¦Status=In Progress¦Project key=PAY¦Project name=Payments¦Priority=High¦Assignee=Rosa Lindt¦Assignee Id=712020:1aa0c7de-0001-4f00-8000-000000000001¦Created=22/Dec/25 2:41 PM¦Updated=26/Feb/26 11:12 AM¦Fix versions=1.0¦Due date=06/Mar/26 12:00 AM¦Original estimate=288000¦Remaining Estimate=144000¦Time Spent=144000¦Σ Original Estimate=345600¦Σ Remaining Estimate=201600¦Σ Time Spent=144000¦Inward issue link (Blocks)=PAY-2¦Inward issue link (Blocks)=PAY-6¦Custom field (Start date)=19/Jan/26 12:00 AM¦Custom field (Story Points)=8.0¦Sprint=PAY Sprint 2¦Sprint=PAY Sprint 3¦Sprint=PAY Sprint 4¦Parent=10101¦Parent key=PAY-1¦Parent summary=Card payments¦Status Category=In Progress¦Status Category Changed=19/Jan/26 9:12 AM¦Comment=20/Jan/26 8:45 AM;712020:1aa0c7de-0001-4f00-8000-000000000001;Redirect works; frame does not; see log¦Comment=21/Jan/26 8:45 AM;712020:2bb0c7de-0002-4f00-8000-000000000002;ok
Summary=Refund screen¦Issue key=PAY-4¦Issue id=10104¦Issue Type=Story¦Status=Deployed¦Project key=PAY¦Project name=Payments¦Priority=Medium¦Resolution=Done¦Assignee=Tarek Mansour¦Assignee Id=712020:2bb0c7de-0002-4f00-8000-000000000002¦Created=23/Dec/25 9:00 AM¦Updated=12/Feb/26 3:00 PM¦Resolved=12/Feb/26 3:00 PM¦Fix versions=1.0¦Fix versions=1.1¦Due date=13/Feb/26 12:00 AM¦Custom field (Start date)=26/Jan/26 12:00 AM¦Sprint=PAY Sprint 3¦Parent=10101¦Parent key=PAY-1¦Parent summary=Card payments¦Status Category=Done¦Status Category Changed=12/Feb/26 3:00 PM
Summary=Gift cards¦Issue key=PAY-5¦Issue id=10105¦Issue Type=Story¦Status=Cancelled¦Project key=PAY¦Project name=Payments¦Priority=Low¦Resolution=Won't Do¦Assignee=Tarek Mansour¦Assignee Id=712020:2bb0c7de-0002-4f00-8000-000000000002¦Created=23/Dec/25 9:05 AM¦Updated=30/Jan/26 1:15 PM¦Due date=20/Feb/26 12:00 AM¦Parent=10101¦Parent key=PAY-1¦Parent summary=Card payments¦Status Category=Done¦Status Category Changed=30/Jan/26 1:15 PM
Summary=Certificate pinning breaks on old phones¦Issue key=PAY-6¦Issue id=10106¦Issue Type=Bug¦Status=Selected for Development¦Project key=PAY¦Project name=Payments¦Priority=Highest¦Assignee=Wen Li¦Assignee Id=557058:3cc0c7de-0003-4f00-8000-000000000003¦Created=12/Jan/26 10:31 AM¦Updated=25/Feb/26 10:31 AM¦Due date=27/Feb/26 12:00 AM¦Labels=security¦Labels=mobile ¦Outward issue link (Blocks)=PAY-3¦Outward issue link (Blocks)=OPS-44¦Parent=10088¦Parent key=PLAT-7¦Parent summary=Platform hardening¦Status Category=To Do¦Status Category Changed=12/Jan/26 10:31 AM¦Custom field ([CHART] Date of First Response)=2026-01-13 18:45:55.01
Summary=Write redirect page texts¦Issue key=PAY-7¦Issue id=10107¦Issue Type=Sub-task¦Status=To Do¦Project key=PAY¦Project name=Payments¦Priority=Medium¦Created=19/Jan/26 10:00 AM¦Updated=19/Jan/26 10:00 AM¦Original estimate=57600¦Remaining Estimate=57600¦Σ Original Estimate=57600¦Parent=10103¦Parent key=PAY-3¦Parent summary=3-D Secure redirect¦Status Category=To Do
Summary=Settlement file to the bank¦Issue key=PAY-8¦Issue id=10108¦Issue Type=Task¦Status=To Do¦Project key=PAY¦Project name=Payments¦Priority=Medium¦Created=19/Jan/26 10:02 AM¦Updated=02/Feb/26 10:00 AM¦Due date=31/Mar/26 12:00 AM¦Inward issue link (Blocks)=OPS-12¦Parent=10101¦Parent key=PAY-1¦Parent summary=Card payments¦Status Category=To Do
Summary=Reconciliation report¦Issue key=PAY-9¦Issue id=10109¦Issue Type=Task¦Status=To Do¦Project key=PAY¦Project name=Payments¦Priority=Medium¦Created=19/Jan/26 10:04 AM¦Updated=02/Feb/26 10:05 AM¦Description=h2. Report\n||Column||Source||\n|amount|ledger|\n{noformat}{"a": 1, "b": "x;y"}{noformat}\nSee~PAY-4.¦Inward issue link (Cloners)=PAY-4¦Outward issue link (Relates)=PAY-2¦Parent=10101¦Parent key=PAY-1¦Parent summary=Card payments¦Status Category=To Do¦Custom field (development)={pullrequest={dataType=pullrequest, state=OPEN, stateCount=1}, json={"cachedValue":{"errors":[]}}}
Summary=Chargeback handling¦Issue key=PAY-10¦Issue id=10110¦Issue Type=Task¦Status=In Review¦Project key=PAY¦Project name=Payments¦Priority=Medium¦Assignee=Wen Li¦Assignee Id=557058:3cc0c7de-0003-4f00-8000-000000000003¦Created=19/Jan/26 10:06 AM¦Updated=27/Feb/26 4:00 PM¦Due date=13/Mar/26 12:00 AM¦Custom field (Start date)=¦Custom field (Start date)=16/Feb/26 12:00 AM¦Custom field (Approvals)=com.atlassian.servicedesk.internal.customfields.ApprovalsCFValue@493a1634¦Parent=10101¦Parent key=PAY-1¦Parent summary=Card payments¦Status Category=In Progress
Summary=Harden the build server¦Issue key=PAY-11¦Issue id=10111¦Issue Type=Task¦Status=To Do¦Project key=PAY¦Project name=Payments¦Priority=Low¦Created=20/Jan/26 10:06 AM¦Updated=20/Jan/26 10:06 AM¦Parent=10088¦Parent key=PLAT-7¦Parent summary=Platform hardening¦Status Category=To Do
Summary=Voucher import¦Issue key=PAY-12¦Issue id=10112¦Issue Type=Story¦Status=Aborted¦Project key=PAY¦Project name=Payments¦Priority=Low¦Created=20/Jan/26 10:08 AM¦Updated=09/Feb/26 10:06 AM¦Status Category=Done¦Status Category Changed=09/Feb/26 10:06 AM
"#;

const OLD: &str = "Issue Type|Issue key|Issue id|Summary|Assignee|Reporter|Priority|Status|Resolution|Created|Updated|Due Date";
const OLD_ROWS: &str = r"
Issue Type=Task¦Issue key=INF-3¦Issue id=9003¦Summary=Replace core switch¦Assignee=i.petrov¦Reporter=m.ortega¦Priority=Major¦Status=Open¦Created=24/Feb/20 8:05 AM¦Updated=25/Feb/20 8:05 AM
Issue Type=Bug¦Issue key=INF-4¦Issue id=9004¦Summary=Printer queue stalls¦Reporter=m.ortega¦Priority=Minor¦Status=Resolved¦Resolution=Fixed¦Created=24/Feb/20 8:07 AM¦Updated=26/Feb/20 8:05 AM
Issue Type=Task¦Issue key=INF-5¦Issue id=9005¦Summary=Move backups off site¦Reporter=i.petrov¦Priority=Major¦Status=In Progress¦Created=24/Feb/20 8:09 AM¦Updated=26/Feb/20 9:05 AM
";

const FR: &str = "Résumé|Clé de ticket|ID de ticket|Type de ticket|État|Clé de projet|Nom du projet|Priorité|Résolution|Personne assignée|ID de la personne assignée|Rapporteur|Création|Mise à jour|Résolu|Date d'échéance|Étiquettes|Étiquettes|Lien du ticket entrant (Blocks)|Lien du ticket entrant (Blocks)|Lien de ticket sortant (Blocks)|Champs personnalisés (Start date)|Champs personnalisés (Story point estimate)|Sprint|Parent|Clé parent|Parent summary|Catégorie d'état";
const FR_ROWS: &str = r"
Résumé=Refonte du portail¦Clé de ticket=POR-1¦ID de ticket=20001¦Type de ticket=Epic¦État=En cours¦Clé de projet=POR¦Nom du projet=Mon~portail¦Priorité=Medium¦Personne assignée=Maëlle Garnier¦ID de la personne assignée=712020:aa11¦Création=27/juin/25 9:00 AM¦Mise à jour=19/févr./26 7:31 PM¦Catégorie d'état=En cours
Résumé=Maquettes¦Clé de ticket=POR-2¦ID de ticket=20002¦Type de ticket=Story¦État=Terminé(e)¦Clé de projet=POR¦Nom du projet=Mon~portail¦Priorité=Medium¦Personne assignée=Maëlle Garnier¦ID de la personne assignée=712020:aa11¦Création=27/juin/25 9:05 AM¦Mise à jour=05/août/25 2:47 PM¦Résolu=05/août/25 2:47 PM¦Date d'échéance=01/août/25 12:00 AM¦Lien de ticket sortant (Blocks)=POR-3¦Champs personnalisés (Start date)=15/juil./25 12:00 AM¦Champs personnalisés (Story point estimate)=3.0¦Sprint=Tableau Sprint 1¦Parent=20001¦Clé parent=POR-1¦Parent summary=Refonte du portail¦Catégorie d'état=Terminé
Résumé=Intégration¦Clé de ticket=POR-3¦ID de ticket=20003¦Type de ticket=Story¦État=À faire¦Clé de projet=POR¦Nom du projet=Mon~portail¦Priorité=High¦Création=14/sept./25 3:34 AM¦Mise à jour=19/févr./26 7:31 PM¦Date d'échéance=19/févr./26 12:00 AM¦Lien du ticket entrant (Blocks)=POR-2¦Lien du ticket entrant (Blocks)=POR-4¦Parent=20001¦Clé parent=POR-1¦Parent summary=Refonte du portail¦Catégorie d'état=A faire
Résumé=Relecture des textes¦Clé de ticket=POR-4¦ID de ticket=20004¦Type de ticket=Sous-tâche¦État=À faire¦Clé de projet=POR¦Nom du projet=Mon~portail¦Priorité=Low¦Personne assignée=Yann Le~Goff¦ID de la personne assignée=712020:bb22¦Création=02/déc./25 10:00 AM¦Mise à jour=02/déc./25 10:00 AM¦Lien de ticket sortant (Blocks)=POR-3¦Parent=20003¦Clé parent=POR-3¦Parent summary=Intégration¦Catégorie d'état=A faire
";

const ES: &str = "Resumen|Clave de incidencia|ID de la incidencia|Tipo de Incidencia|Estado|Clave del proyecto|Nombre del proyecto|Prioridad|Persona asignada|ID de la persona asignada|Creada|Actualizada|Resuelta|Fecha de vencimiento|Enlace a la incidencia interna (Blocks)|Enlace de incidencia saliente (Blocks)|Calificación de satisfacción|Campo personalizado (Start date)|Campo personalizado (Start date)|Campo personalizado (Start date)|Campo personalizado (Department)|Campo personalizado (Department)|Principal|Clave principal|Parent summary|Categoría de estado";
const ES_ROWS: &str = r"
Resumen=Alta de proveedores¦Clave de incidencia=COM-10¦ID de la incidencia=30010¦Tipo de Incidencia=Tarea¦Estado=En curso¦Clave del proyecto=COM¦Nombre del proyecto=Compras¦Prioridad=Medium¦Persona asignada=Nuria Vidal¦ID de la persona asignada=712020:cc33¦Creada=10/nov/25 4:51 PM¦Actualizada=12/nov/25 9:00 AM¦Fecha de vencimiento=19/nov/25 12:00 AM¦Enlace de incidencia saliente (Blocks)=COM-11¦Campo personalizado (Start date)=¦Campo personalizado (Start date)=11/nov/25 12:00 AM¦Campo personalizado (Department)=Compras¦Categoría de estado=En curso
Resumen=Contrato marco¦Clave de incidencia=COM-11¦ID de la incidencia=30011¦Tipo de Incidencia=Tarea¦Estado=Por hacer¦Clave del proyecto=COM¦Nombre del proyecto=Compras¦Prioridad=Medium¦Creada=10/nov/25 4:55 PM¦Actualizada=12/nov/25 9:00 AM¦Fecha de vencimiento=15/dic/25 12:00 AM¦Enlace a la incidencia interna (Blocks)=COM-10¦Categoría de estado=Por hacer
Resumen=Revisar anexos¦Clave de incidencia=COM-12¦ID de la incidencia=30012¦Tipo de Incidencia=Subtarea¦Estado=Listo¦Clave del proyecto=COM¦Nombre del proyecto=Compras¦Prioridad=Medium¦Persona asignada=Nuria Vidal¦ID de la persona asignada=712020:cc33¦Creada=11/nov/25 8:00 AM¦Actualizada=14/nov/25 9:00 AM¦Resuelta=14/nov/25 9:00 AM¦Principal=30011¦Clave principal=COM-11¦Parent summary=Contrato marco¦Categoría de estado=Listo
";

const PT: &str = "Resumo|Chave da item|ID da item|Tipo de item|Status|Chave do projeto|Nome do projeto|Prioridade|Responsável|ID do responsável|Relator|Criador|Criado|Atualizado(a)|Resolvido|Data limite|Votos|Descrição|Seguidores|Estimativa original|Estimativa de trabalho restante|Tempo gasto|Razão Trabalhada|Campo personalizado (Start date)|Parent|Parent key|Parent summary|Categoria do status|Categoria do status alterada";
const PT_ROWS: &str = r"
Resumo=Migração da base¦Chave da item=MIG-1¦ID da item=50001¦Tipo de item=História¦Status=Concluído¦Chave do projeto=MIG¦Nome do projeto=Migração¦Prioridade=Medium¦Responsável=Caio Prado¦ID do responsável=712020:dd44¦Criado=02/abr/26 9:14 AM¦Atualizado(a)=20/abr/26 5:00 PM¦Data limite=17/abr/26 12:00 AM¦Estimativa original=72000¦Campo personalizado (Start date)=06/abr/26 12:00 AM¦Categoria do status=Itens concluídos¦Categoria do status alterada=16/abr/26 5:00 PM
Resumo=Teste de carga¦Chave da item=MIG-2¦ID da item=50002¦Tipo de item=Tarefa¦Status=Tarefas pendentes¦Chave do projeto=MIG¦Nome do projeto=Migração¦Prioridade=High¦Criado=02/abr/26 9:20 AM¦Atualizado(a)=03/mai/26 8:00 AM¦Data limite=29/mai/26 12:00 AM¦Categoria do status=Itens Pendentes
";

const PL: &str = "Podsumowanie|Klucz zgłoszenia|Id. zgłoszenia|Typ zgłoszenia|Status|Klucz projektu|Osoba przypisana|ID osoby przypisanej|Osoba zgłaszająca|Twórca|Utworzono|Zaktualizowano|Rozwiązane|Termin|Opis|Pierwotne oszacowanie|Pozostały koszt|Czas poświęcony|Zewnętrzne łącze do zgłoszenia (Blocks)|Pole niestandardowe (Start date)|Kategoria statusu";
const PL_ROWS: &str = r"
Podsumowanie=Logowanie¦Klucz zgłoszenia=TSL-21¦Id. zgłoszenia=60021¦Typ zgłoszenia=Historia¦Status=W toku¦Klucz projektu=TSL¦Osoba przypisana=Kinga Mazur¦ID osoby przypisanej=5f00aa11bb22cc33dd44ee55¦Utworzono=15/lut/21 9:00 AM¦Zaktualizowano=22/lut/21 9:00 AM¦Termin=26/lut/21 12:00 AM¦Opis=Ekran\nz dwoma polami¦Pierwotne oszacowanie=28800¦Zewnętrzne łącze do zgłoszenia (Blocks)=TSL-3¦Pole niestandardowe (Start date)=16/lut/21 12:00 AM¦Kategoria statusu=W toku
Podsumowanie=Profil¦Klucz zgłoszenia=TSL-3¦Id. zgłoszenia=60003¦Typ zgłoszenia=Historia¦Status=Do zrobienia¦Klucz projektu=TSL¦Utworzono=15/lut/21 9:05 AM¦Zaktualizowano=22/lut/21 9:00 AM¦Kategoria statusu=Do zrobienia
";

const RU: &str = "Тема|Ключ проблемы|Идентификатор проблемы|Тип задачи|Статус|Ключ проекта|Приоритет|Исполнитель|Создано|Обновленo|Дата решения|Срок исполнения|Входящая связь задачи (Blocks)|Внешняя ссылка на проблему (Blocks)|Пользовательское поле (Ссылка на эпик)";
const RU_ROWS: &str = r"
Тема=Личный кабинет¦Ключ проблемы=LK-1¦Идентификатор проблемы=70001¦Тип задачи=Эпик¦Статус=В работе¦Ключ проекта=LK¦Приоритет=Средний¦Исполнитель=i.lastname¦Создано=29/июл/26 09:59¦Обновленo=01/сен/26 10:56
Тема=Вход по коду¦Ключ проблемы=LK-2¦Идентификатор проблемы=70002¦Тип задачи=История¦Статус=Готово¦Ключ проекта=LK¦Приоритет=Средний¦Исполнитель=i.lastname¦Создано=29/июл/26 10:01¦Обновленo=01/сен/26 10:56¦Дата решения=28/авг/26 17:20¦Срок исполнения=31/авг/26 00:00¦Внешняя ссылка на проблему (Blocks)=LK-3¦Пользовательское поле (Ссылка на эпик)=LK-1
Тема=История платежей¦Ключ проблемы=LK-3¦Идентификатор проблемы=70003¦Тип задачи=История¦Статус=К выполнению¦Ключ проекта=LK¦Приоритет=Средний¦Создано=29/июл/26 10:05¦Обновленo=01/сен/26 10:57¦Срок исполнения=30/сен/26 00:00¦Входящая связь задачи (Blocks)=LK-2¦Пользовательское поле (Ссылка на эпик)=LK-1
";

const DE: &str = "Zusammenfassung|Vorgangsschlüssel|Vorgangs-ID|Vorgangstyp|Status|Projektschlüssel|Projektname|Projekttyp|Projektleiter|ID des Projektleiters|Projektbeschreibung|Priorität|Lösung|Zugewiesene Person|ID der zugewiesenen Person|Autor|ID des Autors|Ersteller|Ersteller-ID|Erstellt|Aktualisiert|Zuletzt angezeigt|Erledigt|Fälligkeitsdatum|Stimmen|Beschreibung|Umgebung|Beobachter|ID des Beobachters|Arbeit protokollieren|Ursprüngliche Schätzung|Restschätzung|Benötigte Zeit|Verhältnis tatsächlicher zu geschätzter Arbeit|Σ Ursprüngliche Schätzung|Σ Restschätzung|Σ Benötigte Zeit|Sicherheitsstufe|Anhang|Anhang|Anhang|Anhang|Anhang|Benutzerdefinierte Felder (Flagged)|Benutzerdefinierte Felder (Issue color)|Benutzerdefinierte Felder (Rank)|Sprint|Benutzerdefinierte Felder (Start date)|Benutzerdefinierte Felder (development)|Statuskategorie|Übergeordnet|Parent summary";
const DE_ROWS: &str = r"
Zusammenfassung=Kundenkonto¦Vorgangsschlüssel=SHOP-1¦Vorgangs-ID=80001¦Vorgangstyp=Epic¦Status=In Arbeit¦Projektschlüssel=SHOP¦Projektname=Webshop¦Projektleiter=Uwe Brandl¦Zugewiesene Person=Uwe Brandl¦ID der zugewiesenen Person=712020:ee55¦Erstellt=02/März/26 8:00 AM¦Aktualisiert=20/Mai/26 8:00 AM¦Statuskategorie=In Arbeit
Zusammenfassung=Adressen pflegen¦Vorgangsschlüssel=SHOP-2¦Vorgangs-ID=80002¦Vorgangstyp=Story¦Status=Fertig¦Projektschlüssel=SHOP¦Projektname=Webshop¦Zugewiesene Person=Heike Sommer¦ID der zugewiesenen Person=712020:ff66¦Erstellt=02/März/26 8:10 AM¦Aktualisiert=28/Apr./26 8:00 AM¦Erledigt=28/Apr./26 8:00 AM¦Fälligkeitsdatum=30/Apr./26 12:00 AM¦Ursprüngliche Schätzung=57600¦Restschätzung=0¦Benötigte Zeit=54000¦Sprint=SHOP Sprint 4¦Benutzerdefinierte Felder (Start date)=13/Apr./26 12:00 AM¦Statuskategorie=Fertig¦Übergeordnet=80001¦Parent summary=Kundenkonto
Zusammenfassung=Passwort zurücksetzen¦Vorgangsschlüssel=SHOP-3¦Vorgangs-ID=80003¦Vorgangstyp=Story¦Status=Zu erledigen¦Projektschlüssel=SHOP¦Projektname=Webshop¦Erstellt=02/März/26 8:12 AM¦Aktualisiert=11/Mai/26 8:00 AM¦Fälligkeitsdatum=12/Juni/26 12:00 AM¦Statuskategorie=Zu erledigen¦Übergeordnet=80001¦Parent summary=Kundenkonto
Zusammenfassung=Gutscheine¦Vorgangsschlüssel=SHOP-4¦Vorgangs-ID=80004¦Vorgangstyp=Story¦Status=Abgebrochen¦Projektschlüssel=SHOP¦Projektname=Webshop¦Erstellt=02/März/26 8:14 AM¦Aktualisiert=11/Mai/26 8:00 AM¦Statuskategorie=Fertig¦Übergeordnet=79990¦Parent summary=Marketing
";

const TRUTH_JIRA: &str = r#"
# Truth of the Jira samples, written from the reference. Sprints and fix versions are milestones of their kind, listed apart.

[[source]]
file = "all-fields-en.csv"
tracker = "jira"
role = "tasks"
rows_read = 12
records = 12
set_aside = []
earliest = "2026-01-05"
latest = "2026-03-31"
levels = [2, 9, 1]
people = ["Rosa Lindt", "Tarek Mansour", "Wen Li"]
edges = [["PAY-2", "PAY-3", "FS"], ["PAY-6", "PAY-3", "FS"], ["PAY-6", "OPS-44", "FS"], ["OPS-12", "PAY-8", "FS"]]
sprints = ["PAY Sprint 1", "PAY Sprint 2", "PAY Sprint 3", "PAY Sprint 4"]
versions = ["1.0", "1.1"]
cancelled = ["PAY-5", "PAY-12"]
done = ["PAY-2", "PAY-4"]
work_hours = { PAY-2 = 40.0, PAY-3 = 80.0, PAY-7 = 16.0 }
starts = { PAY-10 = "2026-02-16" }
finishes = { PAY-2 = "2026-01-15", PAY-4 = "2026-02-12" }
comments = ["PAY-3 3-D Secure redirect | Rosa Lindt | 2026-01-20 | Redirect works; frame does not; see log", "PAY-3 3-D Secure redirect | Tarek Mansour | 2026-01-21 | ok"]
[source.counts]
projects = 1
tasks = 12
summaries = 2
dependencies = 4
dependencies_outside = 2
people = 3
unassigned = 5
parents_outside = 2

[[source]]
file = "current-fields-2018.csv"
tracker = "jira"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
people = ["i.petrov"]
edges = []
dates = "none"
[source.counts]
projects = 1
tasks = 3
summaries = 0
dependencies = 0
people = 1
unassigned = 2

[[source]]
file = "alle-felder-de.csv"
tracker = "jira"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-04-13"
latest = "2026-06-12"
levels = [1, 3]
people = ["Heike Sommer", "Uwe Brandl"]
edges = []
sprints = ["SHOP Sprint 4"]
cancelled = ["SHOP-4"]
work_hours = { SHOP-2 = 16.0 }
[source.counts]
projects = 1
tasks = 4
summaries = 1
dependencies = 0
people = 2
unassigned = 2
parents_outside = 1

[[source]]
file = "tous-les-champs-fr.csv"
tracker = "jira"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2025-07-15"
latest = "2026-02-19"
levels = [1, 2, 1]
people = ["Maëlle Garnier", "Yann Le Goff"]
edges = [["POR-2", "POR-3", "FS"], ["POR-4", "POR-3", "FS"]]
sprints = ["Tableau Sprint 1"]
[source.counts]
projects = 1
tasks = 4
summaries = 2
dependencies = 2
dependencies_outside = 0
people = 2
unassigned = 1

[[source]]
file = "todos-los-campos-es.csv"
tracker = "jira"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2025-11-11"
latest = "2025-12-15"
levels = [2, 1]
people = ["Nuria Vidal"]
edges = [["COM-10", "COM-11", "FS"]]
[source.counts]
projects = 1
tasks = 3
summaries = 1
dependencies = 1
people = 1
unassigned = 1

[[source]]
file = "work-items-pt.csv"
tracker = "jira"
role = "tasks"
rows_read = 2
records = 2
set_aside = []
earliest = "2026-04-06"
latest = "2026-05-29"
people = ["Caio Prado"]
edges = []
done = ["MIG-1"]
[source.counts]
projects = 1
tasks = 2
people = 1
unassigned = 1

[[source]]
file = "wszystkie-pola-pl.csv"
tracker = "jira"
role = "tasks"
rows_read = 2
records = 2
set_aside = []
earliest = "2021-02-16"
latest = "2021-02-26"
people = ["Kinga Mazur"]
edges = [["TSL-21", "TSL-3", "FS"]]
[source.counts]
projects = 1
tasks = 2
dependencies = 1
people = 1
unassigned = 1

[[source]]
file = "server-ru.csv"
tracker = "jira"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-08-28"
latest = "2026-09-30"
levels = [1, 2]
people = ["i.lastname"]
edges = [["LK-2", "LK-3", "FS"]]
done = ["LK-2"]
[source.counts]
projects = 1
tasks = 3
summaries = 1
dependencies = 1
people = 1
unassigned = 1
"#;

const HTML: &str = r#"<html>
<head><META HTTP-EQUIV="Content-Type" Content="application/vnd.ms-excel; charset=UTF-8">
<style>.jira { font-size: 9pt }</style>
</head>
<body>
<table border="1">
<tr><td colspan="11"><img src="https://example.atlassian.net/logo.png"></td></tr>
<tr><td colspan="11"><a href="https://example.atlassian.net">Jira</a></td></tr>
<tr><td colspan="11">Affichage de <strong>4</strong> ticket(s) à 19/févr./26 7:42 PM</td></tr>
<tr class="rowHeader"><th class="colHeaderLink headerrow-issuetype">Type de ticket</th><th>Clé</th><th>Résumé</th><th>Projet</th><th>Personne assignée</th><th>État</th><th>Résolution</th><th>Date d'échéance</th><th>Parent</th><th>Tickets liés</th><th>Versions corrigées</th></tr>
<tr class="issuerow"><td class="issuetype">Epic</td><td class="issuekey"><a href="https://example.atlassian.net/browse/POR-1">POR-1</a></td><td class="summary">Refonte du portail</td><td class="project">Mon&nbsp;portail</td><td class="assignee">Maëlle Garnier</td><td class="status">En cours</td><td class="resolution">Non résolu</td><td class="duedate"></td><td class="parent"></td><td class="issuelinks"></td><td class="fixVersions">Aucun(e)</td></tr>
<tr class="issuerow"><td class="issuetype">Story</td><td class="issuekey">POR-2</td><td class="summary">Maquettes</td><td class="project">Mon&nbsp;portail</td><td class="assignee">Maëlle Garnier</td><td class="status">Terminé(e)</td><td class="resolution">Terminé</td><td class="duedate">01/août/25 12:00 AM</td><td class="parent">POR-1</td><td class="issuelinks">POR-3</td><td class="fixVersions">1.0, 1.1</td></tr>
<tr class="issuerow"><td class="issuetype">Story</td><td class="issuekey">POR-3</td><td class="summary">Intégration &amp; essais</td><td class="project">Mon&nbsp;portail</td><td class="assignee">Non assigné</td><td class="status">À faire</td><td class="resolution">Non résolu</td><td class="duedate">19/févr./26 12:00 AM</td><td class="parent">POR-1</td><td class="issuelinks">POR-2, POR-4</td><td class="fixVersions">Aucun(e)</td></tr>
<tr class="issuerow"><td class="issuetype">Sous-tâche</td><td class="issuekey">POR-4</td><td class="summary">Relecture des textes</td><td class="project">Mon&nbsp;portail</td><td class="assignee">Yann Le&nbsp;Goff</td><td class="status">À faire</td><td class="resolution">Non résolu</td><td class="duedate"></td><td class="parent">POR-3</td><td class="issuelinks">POR-3</td><td class="fixVersions">Aucun(e)</td></tr>
<tr><td colspan="11">Généré à Thu Feb 19 18:42:08 UTC 2026 par Maëlle Garnier avec JIRA 1001.0.0-SNAPSHOT#100281</td></tr>
</table>
</body></html>
"#;

const TRUTH_HTML: &str = r#"
# Jira's second "Excel": an HTML page. Links have no direction, so they give no edge; `Non assigné` is nobody.

[[source]]
file = "Jira.xls"
tracker = "jira-html"
role = "tasks"
header_row = 4
records = 4
earliest = "2025-08-01"
latest = "2026-02-19"
levels = [1, 2, 1]
people = ["Maëlle Garnier", "Yann Le Goff"]
edges = []
[source.counts]
projects = 1
tasks = 4
summaries = 2
dependencies = 0
people = 2
unassigned = 1
"#;

const PLANS: &str = "Hierarchy|Title|Issue key|Project|Assignee|Team|Issue status|Target start|Target end|Due date|Sprint|Releases|Dependencies|Progress (%)";
const PLANS_ROWS: &str = r"
Hierarchy=Initiative¦Title=Go paperless¦Issue key=ROAD-1¦Project=Roadmap¦Issue status=In Progress¦Target start=05/Jan/26¦Target end=26/Jun/26¦Progress (%)=35
Hierarchy=Epic¦Title=Scan incoming mail¦Issue key=MAIL-7¦Project=Mail¦Assignee=Beata Olsen¦Team=Mailroom¦Issue status=In Progress¦Target start=05/Jan/26¦Target end=27/Mar/26¦Releases=Mail 2.0¦Progress (%)=60
Hierarchy=Story¦Title=Scanner set-up¦Issue key=MAIL-8¦Project=Mail¦Assignee=Beata Olsen¦Issue status=Done¦Target start=05/Jan/26¦Target end=30/Jan/26¦Sprint=Mail 3¦Progress (%)=100
Hierarchy=Epic¦Title=Digital signatures¦Issue key=SIGN-2¦Project=Signatures¦Issue status=To Do¦Target start=30/Mar/26¦Target end=26/Jun/26¦Progress (%)=0
";
const TRUTH_PLANS: &str = r#"
# Jira Plans (Advanced Roadmaps): known from memory only. Hierarchy is a word, in the order of rows.

[[source]]
file = "plan.csv"
tracker = "jira"
role = "tasks"
rows_read = 4
records = 4
earliest = "2026-01-05"
latest = "2026-06-26"
people = ["Beata Olsen"]
edges = []
[source.counts]
tasks = 4
people = 1
unassigned = 2
"#;

const CONFLUENCE: &str = r#"<html><head><meta charset="utf-8"><title>RAID log - Depot move</title></head><body>
<h1>RAID log - Depot move</h1>
<p>Owner: <a class="confluence-userlink" data-username="jnovak">Jana Novak</a></p>
<h2>Risks</h2>
<table class="confluenceTable"><tbody>
<tr><th class="confluenceTh">ID</th><th class="confluenceTh">Risk</th><th class="confluenceTh">Probability</th><th class="confluenceTh">Impact</th><th class="confluenceTh">Owner</th><th class="confluenceTh">Status</th></tr>
<tr><td class="confluenceTd">R1</td><td class="confluenceTd">Lease ends before the move</td><td class="confluenceTd">High</td><td class="confluenceTd">High</td><td class="confluenceTd"><a class="confluence-userlink">Jana Novak</a></td><td class="confluenceTd"><span class="status-macro">Open</span></td></tr>
<tr><td class="confluenceTd">R2</td><td class="confluenceTd">Racking delivered late</td><td class="confluenceTd">Medium</td><td class="confluenceTd">Low</td><td class="confluenceTd">Piotr Adamik</td><td class="confluenceTd">Closed</td></tr>
</tbody></table>
<h2>Decisions</h2>
<table class="confluenceTable"><tbody>
<tr><th class="confluenceTh">ID</th><th class="confluenceTh">Decision</th><th class="confluenceTh">Decided by</th><th class="confluenceTh">Decision Date</th><th class="confluenceTh">Status</th></tr>
<tr><td class="confluenceTd">D1</td><td class="confluenceTd">Move over Easter</td><td class="confluenceTd">Jana Novak</td><td class="confluenceTd"><time datetime="2026-02-12">12 Feb 2026</time></td><td class="confluenceTd">Decided</td></tr>
<tr><td class="confluenceTd">D2</td><td class="confluenceTd">Keep the night shift</td><td class="confluenceTd">Piotr Adamik</td><td class="confluenceTd"></td><td class="confluenceTd">Open</td></tr>
</tbody></table>
<h2>Actions</h2>
<table class="confluenceTable"><tbody>
<tr><th class="confluenceTh">Action</th><th class="confluenceTh">Assignee</th><th class="confluenceTh">Due date</th><th class="confluenceTh">Status</th></tr>
<tr><td class="confluenceTd">Book movers</td><td class="confluenceTd">Piotr Adamik</td><td class="confluenceTd"><time datetime="2026-03-06">06 Mar 2026</time></td><td class="confluenceTd">In progress</td></tr>
</tbody></table>
</body></html>
"#;
const TRUTH_CONFLUENCE: &str = r#"
# One page, three tables. The title stands in the page, outside every table.

[[source]]
file = "RAID-log.html"
tracker = "confluence"
role = "risks"
records = 2
[source.counts]
risks = 2

[[source]]
file = "RAID-log.html"
tracker = "confluence"
role = "decisions"
records = 2
[source.counts]
decisions = 2

[[source]]
file = "RAID-log.html"
tracker = "confluence"
role = "actions"
records = 1

# What the task report macro shows, copied off its page.
[[source]]
file = "Task report.csv"
tracker = "confluence"
role = "actions"
rows_read = 2
records = 2
"#;
const TASK_REPORT: &str = "\
Description,Due date,Assignee,Task appears on
Book movers,06 Mar 2026,Piotr Adamik,Depot move minutes 2026-02-20
Sign lease,13 Mar 2026,Jana Novak,Depot move minutes 2026-02-20
";

/// Jira, Jira as HTML, Jira Plans, Confluence.
pub fn files() -> Files {
    let table = |name: &str, header, rows, dialect| (name.to_owned(), csv(&records(header, rows), dialect));
    vec![
        table("jira/all-fields-en.csv", EN, EN_ROWS, UNIX),
        table("jira/current-fields-2018.csv", OLD, OLD_ROWS, UNIX),
        table("jira/alle-felder-de.csv", DE, DE_ROWS, UNIX),
        table("jira/tous-les-champs-fr.csv", FR, FR_ROWS, UNIX),
        table("jira/todos-los-campos-es.csv", ES, ES_ROWS, UNIX),
        table("jira/work-items-pt.csv", PT, PT_ROWS, UNIX),
        table("jira/wszystkie-pola-pl.csv", PL, PL_ROWS, DOS),
        table("jira/server-ru.csv", RU, RU_ROWS, UNIX),
        words_file("jira/truth.toml", TRUTH_JIRA),
        words_file("jira-html/Jira.xls", HTML),
        words_file("jira-html/truth.toml", TRUTH_HTML),
        table("jira-plans/plan.csv", PLANS, PLANS_ROWS, UNIX),
        words_file("jira-plans/truth.toml", TRUTH_PLANS),
        words_file("confluence/RAID-log.html", CONFLUENCE),
        words_file("confluence/Task report.csv", TASK_REPORT),
        words_file("confluence/truth.toml", TRUTH_CONFLUENCE),
    ]
}
