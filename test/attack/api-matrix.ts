/**
 * The authorization of each API call. `yes`: allowed; `in`: a token is required; `no`: forbidden; `404`: not found. What
 * the deployment of a test lacks is `422` (a bucket for uploads) and `409` (machine translation). What parents changed is
 * public. The columns are no token, a wrong one, the key of the school that owns the things in the path, the key of
 * another school, and the deployment's token.
 */
export const API_MATRIX = `
                                                                          none wrong own other deployment
POST   /schools                                                           in   in    no  no    yes
GET    /schools                                                           in   in    no  no    yes
GET    /schools/{school}                                                  in   in    yes 404   yes
PATCH  /schools/{school}                                                  in   in    yes 404   yes
GET    /schools/{school}/members                                          in   in    yes 404   yes
POST   /schools/{school}/members                                          in   in    yes 404   yes
DELETE /schools/{school}/members/{member}                                 in   in    yes 404   yes
GET    /schools/{school}/api-keys                                         in   in    yes 404   yes
POST   /schools/{school}/api-keys                                         in   in    yes 404   yes
DELETE /schools/{school}/api-keys/{key}                                   in   in    yes 404   yes
GET    /schools/{school}/outbox                                           in   in    yes 404   yes
GET    /schools/{school}/archive                                          in   in    yes 404   yes
GET    /schools/{school}/closures                                         in   in    yes 404   yes
POST   /schools/{school}/closures                                         in   in    yes 404   yes
POST   /schools/{school}/closures/calendar                                in   in    yes 404   yes
DELETE /schools/{school}/closures/{closure}                               in   in    yes 404   yes
GET    /workshops/{workshop}/suggestions                                  in   in    yes 404   yes
GET    /schools/{school}/families                                         in   in    yes 404   yes
POST   /schools/{school}/families                                         in   in    yes 404   yes
GET    /schools/{school}/families/{family}                                in   in    yes 404   yes
PATCH  /schools/{school}/families/{family}                                in   in    yes 404   yes
DELETE /schools/{school}/families/{family}                                in   in    yes 404   yes
POST   /schools/{school}/families/{family}/merge                          in   in    yes 404   yes
POST   /schools/{school}/families/{family}/split                          in   in    yes 404   yes
GET    /schools/{school}/families/{family}/contacts                       in   in    yes 404   yes
POST   /schools/{school}/families/{family}/link                           in   in    yes 404   yes
POST   /schools/{school}/roster                                           in   in    yes 404   yes
POST   /schools/{school}/roster/uploads                                   in   in    422 404   422
POST   /schools/{school}/roster/uploads/{upload}                          in   in    yes 404   yes
GET    /schools/{school}/roster/ties                                      in   in    yes 404   yes
POST   /schools/{school}/roster/ties/{tie}                                in   in    yes 404   yes
GET    /schools/{school}/stop-list                                        in   in    yes 404   yes
POST   /schools/{school}/stop-list                                        in   in    yes 404   yes
GET    /schools/{school}/jobs/{job}                                       in   in    yes 404   yes
GET    /schools/{school}/workshops                                        in   in    yes 404   yes
POST   /schools/{school}/workshops                                        in   in    yes 404   yes
GET    /workshops/{workshop}                                              in   in    yes 404   yes
PATCH  /workshops/{workshop}                                              in   in    yes 404   yes
POST   /workshops/{workshop}/cancel                                       in   in    yes 404   yes
POST   /workshops/{workshop}/held                                         in   in    yes 404   yes
PUT    /workshops/{workshop}/poll                                         in   in    yes 404   yes
GET    /workshops/{workshop}/poll                                         in   in    yes 404   yes
GET    /workshops/{workshop}/poll/ballots/{family}                        in   in    yes 404   yes
PUT    /workshops/{workshop}/poll/ballots/{family}                        in   in    yes 404   yes
DELETE /workshops/{workshop}/poll/ballots/{family}                        in   in    yes 404   yes
POST   /workshops/{workshop}/copy                                         in   in    yes 404   yes
GET    /workshops/{workshop}/questions                                    in   in    yes 404   yes
POST   /workshops/{workshop}/questions                                    in   in    yes 404   yes
PUT    /workshops/{workshop}/questions/{question}/answer                  in   in    yes 404   yes
POST   /workshops/{workshop}/schedule                                     in   in    yes 404   yes
GET    /sessions/{session}                                                in   in    yes 404   yes
POST   /sessions/{session}/move                                           in   in    yes 404   yes
POST   /sessions/{session}/cancel                                         in   in    yes 404   yes
GET    /sessions/{session}/replies                                        in   in    yes 404   yes
PUT    /sessions/{session}/replies/{family}                               in   in    yes 404   yes
PUT    /sessions/{session}/staff/{member}                                 in   in    yes 404   yes
GET    /sessions/{session}/calendar.ics                                   in   in    yes 404   yes
GET    /sessions/{session}/logistics                                      in   in    yes 404   yes
POST   /sessions/{session}/items                                          in   in    yes 404   yes
PATCH  /sessions/{session}/items/{item}                                   in   in    yes 404   yes
DELETE /sessions/{session}/items/{item}                                   in   in    yes 404   yes
GET    /sessions/{session}/signups                                        in   in    yes 404   yes
POST   /sessions/{session}/signups                                        in   in    yes 404   yes
PATCH  /sessions/{session}/signups/{signup}                               in   in    yes 404   yes
DELETE /sessions/{session}/signups/{signup}                               in   in    yes 404   yes
PUT    /sessions/{session}/signups/{signup}/families/{family}             in   in    yes 404   yes
PUT    /sessions/{session}/signups/{signup}/families/{family}/given       in   in    yes 404   yes
GET    /sessions/{session}/attendance                                     in   in    yes 404   yes
POST   /sessions/{session}/attendance                                     in   in    yes 404   yes
PUT    /sessions/{session}/attendance/{family}                            in   in    yes 404   yes
DELETE /sessions/{session}/attendance/{family}                            in   in    yes 404   yes
PUT    /sessions/{session}/turnout                                        in   in    yes 404   yes
DELETE /sessions/{session}/turnout                                        in   in    yes 404   yes
PUT    /workshops/{workshop}/announcement                                 in   in    yes 404   yes
GET    /workshops/{workshop}/interest                                     in   in    yes 404   yes
PUT    /workshops/{workshop}/interest/{family}                            in   in    yes 404   yes
DELETE /workshops/{workshop}/interest/{family}                            in   in    yes 404   yes
GET    /schools/{school}/proposals                                        in   in    yes 404   yes
POST   /schools/{school}/proposals                                        in   in    yes 404   yes
POST   /proposals/{proposal}/words                                        in   in    yes 404   yes
POST   /proposals/{proposal}/accept                                       in   in    yes 404   yes
GET    /workshops/{workshop}/notices                                      in   in    yes 404   yes
GET    /schools/{school}/messages                                         in   in    yes 404   yes
GET    /schools/{school}/calls                                            in   in    yes 404   yes
POST   /schools/{school}/calls/{call}                                     in   in    yes 404   yes
POST   /schools/{school}/calls/{call}/undo                                in   in    yes 404   yes
PUT    /schools/{school}/calls/{call}/assignee                            in   in    yes 404   yes
GET    /workshops/{workshop}/reach                                        in   in    yes 404   yes
POST   /workshops/{workshop}/broadcasts/preview                           in   in    yes 404   yes
POST   /workshops/{workshop}/broadcasts                                   in   in    yes 404   yes
POST   /sessions/{session}/items/{item}/helpers                           in   in    yes 404   yes
GET    /sessions/{session}/helpers                                        in   in    yes 404   yes
PUT    /workshops/{workshop}/translations/{language}                      in   in    yes 404   yes
POST   /workshops/{workshop}/translations/{language}/machine              in   in    409 404   409
GET    /schools/{school}/families/{family}/conversations                  in   in    yes 404   yes
POST   /schools/{school}/families/{family}/conversations                  in   in    yes 404   yes
GET    /schools/{school}/coverage                                         in   in    yes 404   yes
GET    /schools/{school}/evidence                                         in   in    yes 404   yes
GET    /sessions/{session}/survey                                         in   in    yes 404   yes
GET    /schools/{school}/decisions                                        in   in    yes yes   yes
POST   /schools/{school}/families/{family}/calls                          in   in    yes 404   yes
POST   /workshops/{workshop}/poll/undo                                    in   in    yes 404   yes
POST   /workshops/{workshop}/poll/stop                                    in   in    yes 404   yes
POST   /workshops/{workshop}/poll/stop/undo                               in   in    yes 404   yes
POST   /workshops/{workshop}/schedule/undo                                in   in    yes 404   yes
POST   /workshops/{workshop}/held/undo                                    in   in    yes 404   yes
POST   /workshops/{workshop}/cancel/undo                                  in   in    yes 404   yes
POST   /sessions/{session}/cancel/undo                                    in   in    yes 404   yes
POST   /sessions/{session}/move/undo                                      in   in    yes 404   yes
GET    /workshops/{workshop}/audience                                     in   in    yes 404   yes
DELETE /workshops/{workshop}                                              in   in    yes 404   yes
GET    /schools/{school}/removed-families                                 in   in    yes 404   yes
POST   /schools/{school}/removed-families/{family}/restore                in   in    yes 404   yes
POST   /schools/{school}/decisions                                        in   in    yes 404   yes
`

/** Public, on a page too. */
export const PUBLIC = ['GET /schools/{school}/decisions']

/** Idempotent: for a family that is not there it changes nothing and has the same answer, because a device may retry. */
export const IDEMPOTENT = ['DELETE /sessions/{session}/attendance/{family}']

/** Calls that succeed without writing anything. */
export const READ_ONLY = ['POST /workshops/{workshop}/broadcasts/preview']
