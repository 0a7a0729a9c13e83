//! The nine plans, as lines. `#` a phase, `-` a task; `*A B: one || two` repeats its lines for each word, in place of `%`.
//!
//! Options after `;`: `d=` working days (0 = milestone), `s=` start (else the day after the line above, linked to it), `f=` finish,
//! `n` not linked to the line above, `l=` label, `a=` also after these labels (`label+SS-2.5` with relation and lag), `x=` waits for
//! a label of another project, `w=` who (`-` nobody), `h=` stated hours, `u=` stated units in percent, `st=` status, `p=` percent,
//! `b=` baseline finish, `note=` words.

/// Quay wall (Microsoft Project).
pub const QW: &str = "
# Mobilisation and permits ; s=2026-01-12
- Site set-up and fencing ; d=15
- Traffic diversion at berth 4 ; d=10
- Baseline survey of the old wall ; d=15
- Marine works permit granted ; d=0 ; l=qw.permit
# Demolition ; s=2026-03-16
*north south: Break out old capping beam, % ; d=15 ; l=qw.break.% ; a=qw.permit
- Remove fenders and bollards ; d=8
- Dispose of contaminated fill ; d=20 ; a=qw.break.south+SS+3
- Demolition complete ; d=0 ; l=qw.demo
# Piling ; s=2026-05-18
*A B C D: Deliver combi-wall piles, section % ; d=3 ; a=qw.break.south || Drive piles, section % ; d=20 || Weld and test interlocks, section % ; d=7 ; l=qw.weld.%
- Piling complete ; d=0 ; l=qw.piling
# Tie rods and anchors ; s=2026-07-06
*A B C D: Install tie rods, section % ; d=12 || Stress and record anchors, section % ; d=6 ; l=qw.anchor.%
# Capping beam ; s=2026-08-17
*A B C: Formwork and reinforcement, section % ; d=12 || Pour capping beam, section % ; d=6 || Strip and cure, section % ; d=8
- Capping beam complete to section C ; d=0 ; l=qw.cap ; a=qw.anchor.C
# Crane rail ; s=2026-11-09
- Rail beam foundations, section A ; d=15
- Lay and weld crane rail, section A ; d=10 ; lag=-2.5
- Survey and hand over crane rail, section A ; d=5
- Rail beam foundations, section B ; s=2027-01-18 ; d=15 ; a=qw.cap
- Lay and weld crane rail, section B ; d=10 ; lag=0
- Survey and hand over crane rail, section B ; d=5 ; l=qw.rail ; b=2027-01-29 ; note=Handover moved from 29 January after the pour of section C.
- Crane rail earthing and control cabling ; s=2027-02-01 ; f=2027-03-05 ; n ; w=Ines Okafor ; u=80 ; h=160
# Fenders and bollards ; s=2027-03-08
*1 2 3 4: Set bollard foundations, berth pocket % ; d=5 ; a=qw.cap || Fit cone fenders, berth pocket % ; d=6 ; l=qw.fend.%
# Dredging ; s=2027-03-15
- Trial dredge and sediment tests ; d=10 ; note=Dredging contractor keeps its own plan.
- Dredge berth pocket, pass 1 ; d=20
- Dredge berth pocket, pass 2 ; d=15
- Hydrographic survey ; d=5
- Dredging complete ; d=0 ; l=qw.dredge
# Services trench ; s=2026-11-16
- Excavate services trench ; d=15
- Lay ducts for shore power ; d=12 ; l=qw.ducts
- Lay water and bunker lines ; d=12
- Backfill and pave ; d=15 ; l=qw.fill
# Paving and lighting ; s=2027-04-05
*north middle south: Sub-base, apron % ; d=6 || Pave apron % ; d=5
- High mast lighting ; d=12
- Line marking ; d=4 ; l=qw.marks ; a=qw.fill
# Handover ; s=2027-06-14
- Snagging ; d=15 ; l=qw.snag ; a=qw.fend.4,qw.dredge,qw.marks,qw.rail,qw.piling,qw.anchor.D
- As-built drawings ; d=15 ; n ; s=2027-06-14 ; w=TBC
- Load test of the apron ; d=5 ; a=qw.snag
- Quay wall handed over ; d=0 ; l=qw.done
";

/// Ship-to-shore cranes (Smartsheet).
pub const STS: &str = "
# Procurement ; s=2026-01-05
- Technical specification ; d=20
- Tender period ; d=30
- Evaluate tenders ; d=15
- Contract with crane maker signed ; d=0 ; l=sts.contract
# Manufacture ; s=2026-04-20
*1 2: Fabricate portal and boom, crane % ; d=50 ; a=sts.contract || Machinery house, crane % ; d=20 || Factory test, crane % ; d=10 ; l=sts.fat%
# Electrical and drives ; s=2026-06-15
- Drive cabinets, design ; d=25 ; a=sts.contract
- Drive cabinets, delivery ; d=40 ; note=Supplier Halvorsen has warned of longer lead times, see R-04.
- Remote operation desks, delivery ; d=30
- Cyber security review of the drives ; d=10 ; l=sts.drives
# Transport ; s=2026-11-23
*1 2: Sea fastening and loading, crane % ; d=8 ; a=sts.fat% || Sea transport, crane % ; d=15 ; l=sts.sea%
# Erection and commissioning, crane 1 ; s=2027-02-01
- Erect crane 1 on section B rails ; d=30 ; a=sts.sea1 ; x=qw.rail ; l=sts.erect1
- Commission crane 1 ; d=25 ; a=sts.drives ; l=sts.comm1
- Site acceptance test, crane 1 ; d=10 ; l=sts.sat1
# Commissioning, crane 2 ; s=2027-02-01
- Erect crane 2 on section A rails ; d=20 ; a=sts.sea2
- Commission crane 2 on shore power ; s=2027-03-01 ; d=25 ; x=sp.sub2 ; l=sts.comm2
- Site acceptance test, crane 2 ; d=10 ; l=sts.sat2
- Cranes commissioned ; d=0 ; a=sts.sat1 ; s=2027-05-04 ; l=sts.done ; b=2027-05-04
# Old crane removal ; s=2026-05-04
- Isolate old crane ; d=5
- Asbestos survey ; d=10
- Dismantle boom ; d=15
- Dismantle portal ; d=15
- Scrap transport ; d=8
- Old crane removed ; d=0
# Spare parts and maintenance ; s=2026-10-05
- Spare parts list agreed ; d=20
- Order critical spares ; d=10
- Maintenance contract drafted ; d=25
- Maintenance workshop fitted out ; d=30 ; w=TBC
- Lubrication and inspection schedule ; d=12
# Safety and approvals ; s=2026-09-14
- Notified body appointed ; d=10
- Risk assessment of lifting plan ; d=15
- Wind study ; d=20
- Exclusion zones on the apron ; d=8
- Emergency lowering procedure ; d=10
- Safety file handed to operations ; d=12 ; s=2027-04-19 ; n
";

/// Shore power (Notion).
pub const SP: &str = "
# Design ; s=2026-02-02
- Load study for two berths ; d=20
- Single-line diagram ; d=15
- Grid connection application ; d=30
- Environmental statement ; d=15
- Design freeze ; d=0 ; l=sp.freeze
# Procurement ; s=2026-05-27
- Frequency converters ordered ; d=10 ; a=sp.freeze
- Transformers ordered ; d=10
- Cable management systems ordered ; d=12
- Factory test of converters ; d=10 ; s=2026-10-12
- Converters delivered to site ; d=8 ; l=sp.conv
# Substation 1 ; s=2026-07-06
- Foundations, substation 1 ; d=25 ; a=sp.freeze
- Building shell, substation 1 ; d=30
- Switchgear, substation 1 ; d=20
- Substation 1 energised ; d=0 ; l=sp.sub1
# Substation 2 ; s=2026-11-09
- Foundations, substation 2 ; d=25 ; a=sp.sub1
- Building shell, substation 2 ; d=20
- Switchgear, substation 2 ; d=15 ; l=sp.switch2
- Energise substation 2 and give supply to crane 2 ; d=5 ; s=2027-03-08 ; n ; l=sp.sub2 ; b=2027-03-12 ; a=sp.switch2
# Cables ; s=2027-01-11
- Pull 11 kV cables to berth 4 ; d=20 ; x=qw.ducts
- Terminate and test cables ; d=10 ; l=sp.cables
- Fibre for metering ; d=8
# Controls ; s=2027-02-01
- Shore power control logic ; s=2027-02-01 ; f=2027-03-05 ; w=Ines Okafor ; h=130 ; n
- Metering and billing interface ; s=2027-03-08 ; d=15 ; n
- Alarm list and operator screens ; d=10 ; l=sp.alarms
# Ship connection ; s=2027-03-15
- Cable reel, berth 4 north ; d=12 ; a=sp.cables,sp.conv
- Cable reel, berth 4 south ; d=12 ; w=Y. Demirel ; h=48
- Trial connection with harbour tug ; d=3
- First vessel connected ; d=0 ; s=2027-04-30 ; a=sp.sub2,sp.alarms ; l=sp.first ; b=2027-04-30
# Training and handover ; s=2027-05-03
- Train linesmen on connection ; d=8
- Maintenance manual ; d=10
- Safety file ; d=5
- Tariff approved by port board ; d=10 ; n ; s=2027-03-01
- Shore power handed over ; d=0 ; s=2027-06-04 ; a=sp.first ; l=sp.done
";

/// Terminal operating system (Jira, English).
pub const TOS: &str = "
# Yard planning ; s=2026-03-02
*import export transhipment empties reefer: Stacking rules, % ; d=8 || Yard map, % ; d=6
- Yard planning rules signed off ; d=3 ; l=tos.yard
# Vessel planning ; s=2026-04-13
- Stowage import (BAPLIE) ; d=15
- Stowage export (MOVINS) ; d=12
- Twin-lift sequence ; d=10
- Stability check hand-off ; d=8
- Bay plan screen ; d=15
- Vessel planning accepted ; d=2 ; l=tos.vessel
# Crane interface ; s=2026-09-07
- Message catalogue for crane jobs ; d=15
- Job queue service ; d=20
- Position telegram parser ; d=15
- Simulator of crane controller ; d=15 ; l=tos.sim
- Crane PLC adapter ; s=2027-02-01 ; f=2027-03-05 ; w=Ines Okafor ; h=140 ; n ; l=tos.plc
- Crane interface integration test ; s=2027-05-12 ; d=20 ; x=sts.sat1 ; l=tos.cit ; a=tos.sim,tos.plc ; n
# Gate and rail interface ; s=2026-10-05
- Truck appointment web service ; d=15
- Gate transaction mapping ; d=12
- Weighbridge readings ; d=8
- Rail waybill import ; d=12
- Wagon list screen ; d=10 ; w=DBA team ; l=tos.wagon
- Gate interface test ; d=10 ; s=2027-04-19 ; n ; x=gate.mvp ; l=tos.gate ; a=tos.wagon
# Customs messages ; s=2026-11-02
- Message mapping with customs ; d=15
- Hold and release flags ; d=10 ; l=tos.hold
- Customs end-to-end test ; s=2027-04-05 ; d=10 ; n ; x=zol.release ; l=tos.customs ; a=tos.hold
# Data migration ; s=2026-08-03
- Inventory of legacy tables ; d=15
- Extract container history ; d=20 ; w=DBA team
- Cleanse customer master ; d=20
- Cleanse equipment master ; d=15 ; l=tos.clean
- Trial migration 1 ; d=10 ; s=2026-11-16 ; n ; a=tos.clean
- Trial migration 2 ; d=10 ; s=2027-02-15
- Reconciliation report ; d=8 ; l=tos.recon
# Infrastructure ; s=2026-06-01
- Primary cluster ; d=15
- Standby cluster ; d=15
- Backup and restore test ; d=8
- Load test environment ; d=12
- Single sign-on ; d=10
- Disaster recovery exercise ; d=5 ; s=2027-03-15 ; l=tos.dr
# Reporting ; s=2026-12-07
- Moves per hour report ; d=12
- Dwell time report ; d=10
- Berth productivity dashboard ; d=15
- Billing extract ; d=12
- Reports accepted by operations ; d=3 ; l=tos.reports
# Defects ; s=2026-10-05
- Reefer plug shown twice in yard map ; d=3 ; s=2026-10-05 ; n
- Time zone wrong on vessel calls ; d=4 ; s=2026-10-12 ; n
- Hazard class lost on export ; d=5 ; s=2026-10-19 ; n ; st=doing ; p=40
- Slow search over 100,000 units ; d=6 ; s=2026-10-26 ; n
- Duplicate booking numbers ; d=4 ; s=2026-11-09 ; n
- Session drops on tablet ; d=4 ; s=2026-11-16 ; n
- Bay plan prints upside down ; d=2 ; s=2026-11-23 ; n
- Wrong ISO type on tank containers ; d=3 ; s=2026-11-30 ; n
- Alarm sound stays on ; d=2 ; s=2026-12-07 ; n
- Move history missing after merge ; d=4 ; s=2026-12-14 ; n
- Legacy print queue support ; d=10 ; s=2026-09-14 ; n ; st=cancelled
# Cutover ; s=2027-03-22
- Cutover plan ; d=10
- Fall-back plan ; d=8 ; l=tos.fallback
- Key user refresher ; d=5
- End-to-end rehearsal ; s=2027-06-09 ; d=10 ; a=tos.cit,tos.gate,tos.customs,tos.recon,tos.yard,tos.vessel,tos.dr,tos.reports,tos.fallback ; l=tos.e2e ; n
- Terminal go-live on TOS 4 ; s=2027-06-22 ; d=0 ; l=tos.live ; b=2027-06-30
# Interfaces to others ; s=2027-01-11
- Shipping line status messages ; d=10
- Terminal web site: vessel calls ; d=8
- Tug and pilot notice ; d=6
- Dangerous goods list to fire brigade ; d=8
- Weather feed ; d=4
# Hypercare ; s=2027-06-23
- Hypercare week 1 ; d=5 ; a=tos.live
- Hypercare weeks 2 to 4 ; d=15
- Hand over to support ; d=5
";

/// Customs interface (Jira, German): no dates anywhere, on purpose.
pub const ZOL: &str = "
# Anmeldung ; s=2026-03-02
- Summarische Eingangsanmeldung ; d=10
- Nachricht IE315 erzeugen ; d=8
- Nachricht IE328 verarbeiten ; d=8
- Fehlercodes übersetzen ; d=5
- Stammdaten der Beteiligten ; d=6
# Gestellung ; s=2026-05-04
- Gestellungsmitteilung ; d=8
- Verwahrung und Fristen ; d=10
- Teilmengen aufteilen ; d=8
- Umfuhr zwischen Lagern ; d=6
- Sperren und Freigaben ; d=8
# Versand ; s=2026-09-28
- Versandanmeldung T1 ; d=10
- Bürgschaften prüfen ; d=8
- Eröffnung und Beendigung ; d=10
- Suchverfahren ; d=6
# Ausfuhr ; s=2026-11-09
- Ausfuhrmanifest ; d=10
- Ausgangsbestätigung ; d=8
- Nachricht IE507 ; d=6
- Nachricht IE518 ; d=6
- Abweichende Mengen melden ; d=5
# Technik ; s=2026-12-07
- Zertifikate erneuern ; d=4
- Warteschlange absichern ; d=6
- Protokoll und Nachweise ; d=6
- Lasttest mit Zollrechenzentrum ; d=8
- Zugang der Prüfer ; d=4
- Altes Faxverfahren abschalten ; d=3 ; st=cancelled
# Abnahme ; s=2027-01-18
- Testfälle mit dem Hauptzollamt ; d=10
- Pilot mit zwei Reedereien ; d=15
- Freigabe der Schnittstelle 2.1 ; d=5 ; l=zol.release
- Betriebshandbuch ; d=6
- Schulung der Sachbearbeiter ; d=5
";

/// Gate automation (Aha!).
pub const GATE: &str = "
# Truck appointments ; s=2026-02-09
- Slot calendar for hauliers ; d=15
- Appointment web form ; d=15
- Haulier mobile app ; d=25
- Late arrival rules ; d=8
- No-show charges ; d=6 ; l=gate.slots
# Optical character recognition ; s=2026-05-11
- Portal foundations ; d=15
- Camera portals, lanes 1 and 2 ; d=15
- Camera portals, lanes 3 and 4 ; d=15
- Container number reading ; d=20
- Number plate reading ; d=15
- Damage pictures ; d=15
- Reading rate above 97 % ; d=10 ; l=gate.ocr
# Kiosks ; s=2026-08-10
- Kiosk hardware ; d=20
- Driver dialogue in six languages ; d=15
- Ticket printing ; d=8
- Help desk call ; d=8
- Card and biometric check ; d=15 ; l=gate.kiosk
# Barriers and traffic ; s=2026-11-02
- Barrier controllers ; d=15
- Lane signals ; d=12
- Weighbridge connection ; d=12
- Queue length sensors ; d=10
- Variable message signs ; d=12 ; l=gate.signs
# Integration ; s=2027-01-11
- Gate events to terminal system ; d=15
- Appointment check at the barrier ; d=12
- Exception desk screen ; d=15
- Gate release 1 ready for test ; d=5 ; s=2027-04-05 ; a=gate.ocr,gate.kiosk ; l=gate.mvp
- Audit trail ; d=8
# Support ; s=2027-02-08
- Spare parts for barriers ; d=8
- Maintenance contract for cameras ; d=15
- Privacy assessment of plates and faces ; d=12
- Signs and lane markings ; d=8
- Staff rooms at the new gate ; d=15
# Roll-out ; s=2027-04-19
- Pilot with three hauliers ; d=15 ; a=gate.mvp,gate.signs,gate.slots
- All hauliers on appointments ; d=20
- Old gatehouse closed ; d=3
- Gate automation live ; d=2 ; l=gate.live
";

/// Operator readiness (Asana), in both programs.
pub const OPS: &str = "
# Organisation ; s=2026-04-13
- Roster model for remote operation ; d=20
- Agreement with works council ; d=30
- Job profiles and grading ; d=15
- Recruit eight remote operators ; d=40 ; l=ops.hired
- Supervisors named ; d=5
# Training concept ; s=2026-06-08
- Training needs analysis ; d=15
- Simulator ordered ; d=10
- Simulator delivered and installed ; d=15 ; s=2027-02-22
- Curriculum for remote operation ; d=25 ; s=2026-10-19 ; n
- Trainers trained by crane maker ; d=10 ; s=2027-03-15 ; l=ops.trainers
# Crane operators ; s=2027-05-10
*1 2 3 4: Simulator course, group % ; d=10 ; l=ops.g% ; a=ops.trainers,ops.hired
- Supervised shifts on crane 1 ; d=15 ; x=sts.done ; s=2027-07-05 ; n ; a=ops.g4
- Operators certified for remote operation ; d=0 ; l=ops.cert ; b=2027-07-23 ; s=2027-07-23
# Terminal system users ; s=2027-03-08
- Key users named ; d=3
- Training data loaded ; d=5
*planners clerks foremen gatemen: Class-room course, % ; d=8
- Refresher before go-live ; d=5 ; s=2027-06-14 ; n ; w=Anna Berg
# Procedures ; s=2026-11-09
- Standard operating procedures, quay ; d=20
- Standard operating procedures, yard ; d=20
- Standard operating procedures, gate ; d=15
- Emergency procedures ; d=10
- Lock-out of automated lanes ; d=8
- Safety induction film ; d=10 ; w=
- Yard allocation trial ; s=2027-05-03 ; f=2027-05-28 ; w=Tomas Brandt ; n
# Occupational health ; s=2026-11-16
- Eye tests for remote operators ; d=8
- Desk ergonomics study ; d=10
- Shift fatigue rules ; d=12
- First aid posts ; d=8
- Noise measurement at the desks ; d=5 ; s=2027-04-05
# Readiness ; s=2027-04-12
- Readiness review 1 ; d=2
- Readiness review 2 ; d=2 ; s=2027-05-31
- Day-one staffing confirmed ; d=3
- Uniforms and radios ; d=10
- Canteen and changing rooms ; d=15
";

/// Rail link (monday.com), standalone.
pub const RL: &str = "
# Permits ; s=2026-02-16
- Route options ; d=20
- Planning application ; d=30
- Noise assessment ; d=15
- Agreement with rail authority ; d=25
- Right of way over plot 7 ; d=20 ; s=2027-01-11 ; l=rl.way ; x=lan.transfer
# Track ; s=2026-09-07
- Strip old sidings ; d=15
- Formation, tracks 1 and 2 ; d=25
- Drainage ; d=20
- Ballast and sleepers ; d=20 ; l=rl.ballast
- Lay track 1 ; d=15 ; s=2027-02-08 ; w=Piet van Dijk ; a=rl.way
- Lay track 2 ; d=15
- Tamping and alignment ; d=10 ; l=rl.tamp
# Signalling ; s=2026-11-16
- Signalling concept ; d=15
- Interlocking cabinet ; d=20
- Axle counters ; d=10
- Level crossing ; d=20
- Signalling test ; d=10 ; s=2027-05-10 ; l=rl.signal ; a=rl.tamp
# Stakeholders ; s=2026-10-12
- Letters to neighbours ; d=5
- Information evening ; d=2
- Noise barrier choice ; d=15
- Timetable talks with operators ; d=25
- Tariff for rail handling ; d=15
# Crane and pad ; s=2027-01-18
- Rail crane foundations ; d=20
- Container pad surfacing ; d=25
- Lighting masts ; d=12 ; l=rl.masts
- Slot allocation with yard planning ; s=2027-05-03 ; f=2027-05-28 ; w=Tomas Brandt ; n
# Opening ; s=2027-06-07
- Trial trains ; d=10 ; a=rl.signal,rl.masts
- Safety case accepted ; d=15
- Staff briefing ; d=3
- Rail link open ; d=0 ; l=rl.open
";

/// Land purchase (a hand-kept plan), confidential: "Project Lantern".
pub const LAN: &str = "
# Preparation ; s=2026-04-20
- Title search ; d=15
- Valuation of plot 7 ; d=12
- Valuation of plot 9 ; d=12
- Soil samples ; d=15
- Mandate from the board ; d=0 ; l=lan.mandate
# Negotiation ; s=2026-07-13
- First offer ; d=10 ; a=lan.mandate
- Counter-offer and meetings ; d=30
- Heads of terms ; d=15
- Tax ruling ; d=20
- Price agreed ; d=0 ; l=lan.price
# Contract ; s=2026-11-02
- Draft contract ; d=15 ; a=lan.price
- Encumbrances cleared ; d=15
- Notary appointment ; d=2
- Transfer of plot 7 recorded ; d=0 ; l=lan.transfer ; s=2027-01-08
- Transfer of plot 9 recorded ; d=0 ; s=2027-03-19 ; l=lan.plot9
# Financing ; s=2026-08-17
- Bank term sheet ; d=20
- Credit committee ; d=10
- Loan papers ; d=20 ; s=2026-11-09
- Draw-down conditions met ; d=10
# Afterwards ; s=2027-01-18
- Clear the site ; d=20 ; a=lan.transfer
- Fence and guard ; d=10
- Tenants moved out ; d=30
- Land in use ; d=0 ; a=lan.plot9
";
